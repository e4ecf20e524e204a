package dev.wavetank.apiserver.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

/// The messages are those of Go's `encoding/json` on the same input.
class TypeCheckTest {
    private static final Contract CONTRACT = Contract.load();

    private static Typed pod(String yaml) {
        return TypeCheck.read(
                (Json.Obj) Yaml.read(yaml),
                CONTRACT.schema().type("io.k8s.api.core.v1.Pod"),
                CONTRACT.schema());
    }

    private static void wrong(String yaml, String message) {
        assertThatThrownBy(() -> pod(yaml)).isInstanceOf(Malformed.class).hasMessage(message);
    }

    @Test
    void wrongTypesAreNamedWithTheirStructAndPath() {
        wrong(
                "spec: {containers: [{name: 7}]}",
                "json: cannot unmarshal number into Go struct field Container.spec.containers.name"
                        + " of type string");
        wrong(
                "spec: {containers: {}}",
                "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type"
                        + " []v1.Container");
        wrong(
                "spec: run",
                "json: cannot unmarshal string into Go struct field Pod.spec of type v1.PodSpec");
        wrong(
                "metadata: {labels: {a: 1}}",
                "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of"
                        + " type string");
        wrong(
                "spec: {hostNetwork: 'true'}",
                "json: cannot unmarshal string into Go struct field PodSpec.spec.hostNetwork of"
                        + " type bool");
        wrong(
                "spec: {priority: 1.5}",
                "json: cannot unmarshal number 1.5 into Go struct field PodSpec.spec.priority of"
                        + " type int32");
        wrong(
                "spec: {priority: 9999999999}",
                "json: cannot unmarshal number 9999999999 into Go struct field"
                        + " PodSpec.spec.priority of type int32");
        wrong(
                "metadata: {creationTimestamp: soon}",
                "parsing time \"soon\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"soon\" as"
                        + " \"2006\"");
    }

    @Test
    void unknownFieldsAreNamedByTheirWholePathAndDropped() {
        var read =
                pod("spec: {containers: [{name: a}, {name: b, imagee: c}], nodename: d}\nfoo: 1");

        assertThat(read.unknown())
                .containsExactly("foo", "spec.containers[1].imagee", "spec.nodename");
        assertThat(read.tree().toString())
                .isEqualTo("{\"spec\":{\"containers\":[{\"name\":\"a\"},{\"name\":\"b\"}]}}");
    }

    @Test
    void nullIsAbsence() {
        assertThat(pod("metadata: {creationTimestamp: null, name: a}").tree().toString())
                .isEqualTo("{\"metadata\":{\"name\":\"a\"}}");
    }

    @Test
    void quantitiesMayBeNumbersAndBecomeText() {
        assertThat(
                        pod("spec: {containers: [{name: a, resources: {requests: {cpu: 2}}}]}")
                                .tree()
                                .toString())
                .contains("\"cpu\":\"2\"");
    }

    @Test
    void base64IsCheckedAndItsLineEndsDropped() {
        var secret = CONTRACT.schema().type("io.k8s.api.core.v1.Secret");
        var tree = Json.Obj.of("data", Json.Obj.of("a", new Json.Text("aGVs\nbG8=")));

        assertThat(TypeCheck.read(tree, secret, CONTRACT.schema()).tree().toString())
                .isEqualTo("{\"data\":{\"a\":\"aGVsbG8=\"}}");
        assertThatThrownBy(() ->
                        TypeCheck.read(
                                Json.Obj.of("data", Json.Obj.of("a", new Json.Text("abc?"))),
                                secret,
                                CONTRACT.schema()))
                .hasMessage("illegal base64 data at input byte 3");
    }
}
