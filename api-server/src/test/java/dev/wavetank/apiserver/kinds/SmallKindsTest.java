package dev.wavetank.apiserver.kinds;

import static dev.wavetank.apiserver.core.Bench.accepted;
import static dev.wavetank.apiserver.core.Bench.object;
import static dev.wavetank.apiserver.core.Bench.refused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.Bench;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.Node;

import org.junit.jupiter.api.Test;

import java.util.List;

class SmallKindsTest {
    private static final Kind<Generic> CONFIG_MAP = new ConfigMapBehaviour().kind();
    private static final Kind<Generic> SECRET = new SecretBehaviour().kind();
    private static final Kind<Generic> WIDGET =
            Kind.generic("example.io", "v1", "Widget", "widgets", true);
    private static final String NAMED = "{'metadata': {'name': 'x', 'namespace': 'default'}";

    private final Bench bench = new Bench();

    @Test
    void aNamespaceCarriesItsNameAsALabel() {
        var shop = bench.created(Namespace.KIND, "{'metadata': {'name': 'shop'}}");
        assertThat(shop.meta().labels()).containsEntry("kubernetes.io/metadata.name", "shop");

        var updated =
                accepted(
                        Namespace.KIND,
                        bench.update(
                                object(
                                        Namespace.KIND,
                                        "{'metadata': {'name': 'shop', 'labels': {'a': 'b'}}}")));
        assertThat(updated.meta().labels()).hasSize(2);
        assertThat(updated.status().phase()).isEqualTo("Active");
    }

    @Test
    void aTaintStandsOnceAndHasAnEffect() {
        String taints =
                "{'metadata': {'name': 'n'}, 'spec': {'taints': [{'key': 'a', 'effect':"
                        + " 'NoSchedule'}, {'key': 'a', 'value': 'b', 'effect': 'NoSchedule'}]}}";

        assertThat(refused(bench.create(object(Node.KIND, taints))))
                .isEqualTo(
                        "Invalid: Node \"n\" is invalid: spec.taints[1]: Duplicate value:"
                                + " \"a=b:NoSchedule\"");
        assertThat(
                        refused(
                                bench.create(
                                        object(
                                                Node.KIND,
                                                "{'metadata': {'name': 'n'}, 'spec': {'taints':"
                                                        + " [{'key': 'a', 'effect': 'Off'}]}}"))))
                .contains("spec.taints[0].effect: Unsupported value: \"Off\"");
    }

    @Test
    void aNewNodeKeepsTheStatusItComesWith() {
        var node =
                bench.created(
                        Node.KIND,
                        "{'metadata': {'name': 'n'}, 'status': {'capacity': {'cpu': '4'}}}");

        assertThat(node.status().capacity()).containsKey("cpu");
        assertThat(node.meta().generation()).isZero();
    }

    @Test
    void aNewNodeIsKeptFreeOfPodsUntilItIsKnownToBeReady() {
        var plain = bench.created(Node.KIND, "{'metadata': {'name': 'plain'}}");
        var tainted =
                bench.created(
                        Node.KIND,
                        "{'metadata': {'name': 'own'}, 'spec': {'taints': [{'key':"
                                + " 'node.kubernetes.io/not-ready', 'effect': 'NoSchedule'},"
                                + " {'key': 'a', 'effect': 'NoExecute'}]}}");

        assertThat(plain.spec().taints().toString())
                .isEqualTo("[node.kubernetes.io/not-ready:NoSchedule]");
        assertThat(tainted.spec().taints().toString())
                .isEqualTo("[node.kubernetes.io/not-ready:NoSchedule, a:NoExecute]");
    }

    @Test
    void aTaintThatWasTakenAwayStaysAway() {
        var node = bench.created(Node.KIND, "{'metadata': {'name': 'plain'}}");
        var freed =
                accepted(Node.KIND, bench.update(node.withSpec(node.spec().withTaints(List.of()))));

        assertThat(freed.spec().taints()).isEmpty();
    }

    @Test
    void plainTextOfASecretIsEncoded() {
        var tree =
                Behaviours.of(SECRET)
                        .defaults(
                                (Json.Obj)
                                        JsonText.read(
                                                "{\"data\":{\"a\":\"eA==\",\"b\":\"eA==\"},"
                                                        + "\"stringData\":{\"b\":\"geheim\"}}"));

        assertThat(tree).hasToString("{\"data\":{\"a\":\"eA==\",\"b\":\"Z2VoZWlt\"}}");
    }

    @Test
    void theTypeOfASecretIsFixedAndSaysWhatItNeeds() {
        bench.created(SECRET, NAMED + ", 'type': 'Opaque'}");

        assertThat(refused(bench.update(object(SECRET, NAMED + ", 'type': 'other'}"))))
                .isEqualTo(
                        "Invalid: Secret \"x\" is invalid: type: Invalid value: \"other\": field is"
                                + " immutable");
        assertThat(
                        refused(
                                bench.create(
                                        object(
                                                SECRET,
                                                NAMED.replace("'x'", "'y'")
                                                        + ", 'type': 'kubernetes.io/tls', 'data':"
                                                        + " {'tls.key': ''}}"))))
                .isEqualTo("Invalid: Secret \"y\" is invalid: data[tls.crt]: Required value");
    }

    @Test
    void whatWasSealedStaysAsItIs() {
        for (var kind : new Kind<?>[] {CONFIG_MAP, SECRET}) {
            String data = NAMED + ", 'type': 't', 'data': {'a': 'eA=='}";
            bench.created(kind, data + ", 'immutable': true}");

            assertThat(
                            refused(
                                    bench.update(
                                            object(
                                                    kind,
                                                    data.replace("eA==", "eQ==")
                                                            + ", 'immutable': true}"))))
                    .endsWith("data: Forbidden: field is immutable when `immutable` is set");
            assertThat(refused(bench.update(object(kind, data + "}"))))
                    .endsWith("immutable: Forbidden: field is immutable when `immutable` is set");
        }
    }

    @Test
    void keysOfAConfigMapAreFileNames() {
        assertThat(refused(bench.create(object(CONFIG_MAP, NAMED + ", 'data': {'a/b': 'c'}}"))))
                .startsWith(
                        "Invalid: ConfigMap \"x\" is invalid: data[a/b]: Invalid value: \"a/b\": a"
                                + " valid config key must consist of");
        assertThat(
                        refused(
                                bench.create(
                                        object(
                                                CONFIG_MAP,
                                                NAMED
                                                        + ", 'data': {'a': 'c'}, 'binaryData':"
                                                        + " {'a': ''}}"))))
                .endsWith("data[a]: Invalid value: \"a\": duplicate of key present in binaryData");
        assertThat(
                        refused(
                                bench.create(
                                        object(
                                                CONFIG_MAP,
                                                NAMED
                                                        + ", 'data': {'a': '"
                                                        + "x".repeat(1 << 20)
                                                        + "'}}"))))
                .endsWith("Too long: must have at most 1048576 bytes");
    }

    @Test
    void anEndpointSliceCountsGenerationsAndKeepsItsAddressType() {
        String slice =
                NAMED + ", 'addressType': 'IPv4', 'endpoints': [{'addresses': ['10.0.0.1']}]}";
        assertThat(bench.created(EndpointSlice.KIND, slice).meta().generation()).isEqualTo(1);
        var changed =
                accepted(
                        EndpointSlice.KIND,
                        bench.update(object(EndpointSlice.KIND, slice.replace(".1'", ".2'"))));
        assertThat(changed.meta().generation()).isEqualTo(2);

        assertThat(refused(bench.update(object(EndpointSlice.KIND, slice.replace("v4", "v6")))))
                .endsWith("addressType: Invalid value: \"IPv6\": field is immutable");
    }

    @Test
    void aLeaseLastsLongerThanNothing() {
        assertThat(
                        refused(
                                bench.create(
                                        object(
                                                Lease.KIND,
                                                NAMED + ", 'spec': {'leaseDurationSeconds': 0}}"))))
                .endsWith("spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0");
    }

    @Test
    void anEventLivesBesideItsObject() {
        assertThat(
                        refused(
                                bench.create(
                                        object(
                                                Event.KIND,
                                                NAMED
                                                        + ", 'involvedObject': {'namespace':"
                                                        + " 'other'}}"))))
                .endsWith(
                        "involvedObject.namespace: Invalid value: \"other\": does not match"
                                + " event.namespace");
    }

    @Test
    void anObjectOfAnUnknownKindCountsGenerationsOfAllButMetadataAndStatus() {
        var first = bench.created(WIDGET, NAMED + ", 'spec': {'a': 1}}");
        assertThat(first.meta().generation()).isEqualTo(1);

        var second = accepted(WIDGET, bench.update(object(WIDGET, NAMED + ", 'spec': {'a': 2}}")));
        assertThat(second.meta().generation()).isEqualTo(2);
        var third =
                accepted(WIDGET, bench.update(second.withMeta(second.meta().withLabel("a", "b"))));
        assertThat(third.meta().generation()).isEqualTo(2);
        assertThat(bench.created(CONFIG_MAP, NAMED + "}").meta().generation()).isZero();
    }
}
