package dev.wavetank.apiserver.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

final class ProtobufTest {
    private static final Contract CONTRACT = Contract.load();
    private static final Type POD = CONTRACT.schema().type("io.k8s.api.core.v1.Pod");

    @Test
    void theEnvelopeNamesTheKindAndTheNumbersNameTheFields() {
        var deployment =
                new Sent()
                        .message(1, new Sent().text(1, "web").message(8, new Sent()))
                        .message(
                                2,
                                new Sent()
                                        .number(1, 2)
                                        .message(2, new Sent().message(1, entry("app", "web")))
                                        .message(4, new Sent()))
                        .message(3, new Sent().number(1, 0));
        assertThat(read(deployment.as("apps/v1", "Deployment")))
                .isEqualTo(
                        tree(
                                """
                                apiVersion: apps/v1
                                kind: Deployment
                                metadata: {name: web}
                                spec:
                                  replicas: 2
                                  selector: {matchLabels: {app: web}}
                                  strategy: {}
                                status: {}
                                """));
    }

    @Test
    void aZeroStaysWhereItIsToldFromAbsence() {
        var spec =
                new Sent()
                        .text(3, "")
                        .number(4, 0)
                        .text(6, "")
                        .number(11, 0)
                        .number(25, 0)
                        .text(24, "");
        assertThat(pod(spec))
                .as("grace period, priority are pointers; node name, host network are not")
                .isEqualTo(tree("{terminationGracePeriodSeconds: 0, priority: 0}"));
        var container = new Sent().text(1, "").text(2, "").number(16, 0);
        assertThat(pod(new Sent().message(2, container)))
                .as("a name is required")
                .isEqualTo(tree("{containers: [{name: ''}]}"));
    }

    @Test
    void theFieldsOfAnEmbeddedStructAreTheOuterOnes() {
        var volume =
                new Sent()
                        .text(1, "data")
                        .message(2, new Sent().message(2, new Sent().text(1, "Memory")));
        var probe =
                new Sent()
                        .message(
                                1,
                                new Sent()
                                        .message(
                                                2,
                                                new Sent()
                                                        .text(1, "/ready")
                                                        .message(2, port(1, 0, "http"))))
                        .number(4, 5);
        var container = new Sent().text(1, "main").message(11, probe);
        assertThat(pod(new Sent().message(1, volume).message(2, container)))
                .isEqualTo(
                        tree(
                                """
                                volumes: [{name: data, emptyDir: {medium: Memory}}]
                                containers:
                                - name: main
                                  readinessProbe:
                                    httpGet: {path: /ready, port: http}
                                    periodSeconds: 5
                                """));
    }

    @Test
    void quantitiesTimesAndPortsTravelAsMessages() {
        var limits = new Sent().text(1, "cpu").message(2, new Sent().text(1, "250m"));
        var resources = new Sent().message(1, limits);
        var container = new Sent().text(1, "main").message(8, resources);
        assertThat(pod(new Sent().message(2, container)))
                .isEqualTo(tree("containers: [{name: main, resources: {limits: {cpu: 250m}}}]"));
        var lease =
                new Sent()
                        .message(1, new Sent().message(8, new Sent().number(1, 1_769_850_000)))
                        .message(
                                2,
                                new Sent()
                                        .message(
                                                4,
                                                new Sent()
                                                        .number(1, 1_769_850_001)
                                                        .number(2, 123_456_789)));
        assertThat(read(lease.as("coordination.k8s.io/v1", "Lease")))
                .isEqualTo(
                        tree(
                                """
                                apiVersion: coordination.k8s.io/v1
                                kind: Lease
                                metadata: {creationTimestamp: '2026-01-31T09:00:00Z'}
                                spec: {renewTime: '2026-01-31T09:00:01.123456Z'}
                                """));
        var service =
                new Sent()
                        .message(2, new Sent().message(1, new Sent().message(4, port(0, 80, ""))));
        assertThat(read(service.as("v1", "Service")).object("spec"))
                .isEqualTo(tree("ports: [{targetPort: 80}]"));
    }

    @Test
    void bytesBecomeBase64AndListsInMapsLoseTheirMessage() {
        var secret =
                new Sent()
                        .message(2, new Sent().text(1, "key").bytes(2, new byte[] {0, (byte) 255}));
        assertThat(read(secret.as("v1", "Secret")))
                .isEqualTo(tree("{apiVersion: v1, kind: Secret, data: {key: AP8=}}"));
        var extra =
                new Sent()
                        .text(1, "scopes")
                        .message(2, new Sent().text(1, "read").text(1, "write"));
        var review = new Sent().message(2, new Sent().text(3, "eve").message(5, extra));
        assertThat(read(review.as("authorization.k8s.io/v1", "SubjectAccessReview")).object("spec"))
                .isEqualTo(tree("{user: eve, extra: {scopes: [read, write]}}"));
    }

    @Test
    void manyNumbersMayComeOneByOneOrInOneField() {
        var groups = new Sent().number(4, 7).bytes(4, new byte[] {8, (byte) 0x80, 1}).number(4, 9);
        assertThat(pod(new Sent().message(14, groups)))
                .isEqualTo(tree("securityContext: {supplementalGroups: [7, 8, 128, 9]}"));
        var negative = new Sent().number(4, -1);
        assertThat(pod(negative)).isEqualTo(tree("terminationGracePeriodSeconds: -1"));
    }

    @Test
    void aSchemaOfACustomResourceMayBeASchemaOrAFlagOrAList() {
        var number = new Sent().text(5, "number").floating(9, 1.5).floating(11, 0);
        var schema =
                new Sent()
                        .text(3, "#/definitions/x")
                        .message(24, new Sent().message(1, number))
                        .message(30, new Sent().number(1, 0))
                        .message(33, new Sent().number(1, 1).message(2, number))
                        .message(
                                32,
                                new Sent()
                                        .text(1, "a")
                                        .message(2, new Sent().text(2, "b").text(2, "c")))
                        .message(20, raw("\"x\""))
                        .message(20, raw("{\"y\":[1]}"))
                        .number(38, 1);
        var version = new Sent().text(1, "v1").message(4, new Sent().message(1, schema));
        var crd = new Sent().message(2, new Sent().message(7, version));
        assertThat(
                        read(crd.as("apiextensions.k8s.io/v1", "CustomResourceDefinition"))
                                .object("spec")
                                .array("versions"))
                .containsExactly(
                        tree(
                                """
                                name: v1
                                schema:
                                  openAPIV3Schema:
                                    $ref: '#/definitions/x'
                                    items: {type: number, maximum: 1.5, minimum: 0}
                                    additionalProperties: false
                                    additionalItems: {type: number, maximum: 1.5, minimum: 0}
                                    dependencies: {a: [b, c]}
                                    enum: [x, {'y': [1]}]
                                    x-kubernetes-preserve-unknown-fields: true
                                """));
    }

    @Test
    void whatANewerClientSendsBesidesIsPassedOver() {
        var spec =
                new Sent()
                        .number(4000, 1)
                        .text(4001, "x")
                        .floating(4002, 1)
                        // A group with a number in it.
                        .raw(0x83, 0xfa, 1, 8, 1, 0x84, 0xfa, 1)
                        .text(10, "node-1");
        assertThat(pod(spec)).isEqualTo(tree("nodeName: node-1"));
    }

    @Test
    void aBodyThatNamesNoKindIsOfTheExpectedOne() {
        var body = new Sent().message(1, new Sent().text(1, "p")).as("", "");
        assertThat(Protobuf.read(body, POD, CONTRACT)).isEqualTo(tree("metadata: {name: p}"));
    }

    @Test
    void whatIsWrongIsSaidInTheWordsOfGo() {
        assertThatThrownBy(() -> read("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("expected prefix [107 56 115 0]");
        assertThatThrownBy(() -> read(new Sent().as("v9", "Node")))
                .isInstanceOf(Malformed.class)
                .hasMessage("no kind \"Node\" is registered for version \"v9\"");
        assertThatThrownBy(() -> pod(new Sent().number(10, 1)))
                .isInstanceOf(Malformed.class)
                .hasMessage("proto: wrong wireType = 0 for field nodeName");
        assertThatThrownBy(() -> read(new Sent().raw(0x0a, 5, 1).as("v1", "Pod")))
                .isInstanceOf(Malformed.class)
                .hasMessage("unexpected EOF");
        assertThatThrownBy(() -> read(new Sent().raw(0).as("v1", "Pod")))
                .isInstanceOf(Malformed.class)
                .hasMessage("proto: illegal tag 0 (wire type 0)");
        var late = new Sent().message(8, new Sent().number(1, Long.MAX_VALUE));
        assertThatThrownBy(() -> read(new Sent().message(1, late).as("v1", "Pod")))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("year outside of range");
    }

    @Test
    void nestingHasAnEnd() {
        var schema = new Sent().text(5, "object");
        for (int i = 0; i < 2 * JsonText.DEPTH_MAX; i++) {
            schema = new Sent().message(28, schema);
        }
        var version = new Sent().message(4, new Sent().message(1, schema));
        var body =
                new Sent()
                        .message(2, new Sent().message(7, version))
                        .as("apiextensions.k8s.io/v1", "CustomResourceDefinition");
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("max depth");
    }

    @Test
    void aDamagedBodyIsAnObjectOrMalformedAndNothingElse() {
        var container =
                new Sent()
                        .text(1, "main")
                        .message(6, port(0, 80, ""))
                        .message(8, new Sent().message(1, entry("cpu", "1")));
        byte[] body =
                new Sent()
                        .message(
                                1,
                                new Sent()
                                        .text(1, "p")
                                        .message(8, new Sent().number(1, 1_769_850_000))
                                        .message(11, entry("a", "b")))
                        .message(2, new Sent().message(2, container).number(4, 30))
                        .as("v1", "Pod");
        int objects = 0;
        for (int i = 0; i < body.length; i++) {
            objects += readsAsObject(Arrays.copyOf(body, i));
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] damaged = body.clone();
                damaged[i] ^= (byte) (1 << bit);
                objects += readsAsObject(damaged);
            }
        }
        assertThat(objects).as("much damage only changes a text").isPositive();
    }

    private static int readsAsObject(byte[] body) {
        try {
            read(body);
            return 1;
        } catch (Malformed wrong) {
            assertThat(wrong).hasMessageMatching("(?s).+");
            return 0;
        }
    }

    private static Sent entry(String key, String value) {
        return new Sent().text(1, key).text(2, value);
    }

    private static Sent port(int type, int number, String text) {
        return new Sent().number(1, type).number(2, number).text(3, text);
    }

    private static Sent raw(String json) {
        return new Sent().text(1, json);
    }

    private static Json.Obj pod(Sent spec) {
        return read(new Sent().message(2, spec).as("v1", "Pod")).object("spec");
    }

    private static Json.Obj read(byte[] body) {
        return Protobuf.read(body, POD, CONTRACT);
    }

    private static Json.Obj tree(String yaml) {
        return (Json.Obj) Yaml.read(yaml);
    }
}
