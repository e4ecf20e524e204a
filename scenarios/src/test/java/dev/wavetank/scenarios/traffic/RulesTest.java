package dev.wavetank.scenarios.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.state.Table;

import org.junit.jupiter.api.Test;

import java.util.List;

final class RulesTest {
    private static final Key WEB = new Key("default", "web");

    private static List<String> chosen(String spec, String... endpoints) {
        var service =
                Service.KIND.read(
                        (Json.Obj)
                                Yaml.read(
                                        "{metadata: {namespace: default, name: web}, spec: {ports:"
                                                + " [{name: http, port: 80}], "
                                                + spec
                                                + "}}"));
        var slice =
                EndpointSlice.KIND.read(
                        (Json.Obj)
                                Yaml.read(
                                        "{metadata: {namespace: default, name: web-1, labels:"
                                            + " {kubernetes.io/service-name: web}}, addressType:"
                                            + " IPv4, ports: [{name: http, port: 8080}], endpoints:"
                                            + " ["
                                                + String.join(", ", endpoints)
                                                + "]}"));
        var rules =
                Rules.of(
                        "node-1",
                        Table.empty(Service.KIND).with(service, "", 1),
                        Table.empty(EndpointSlice.KIND).with(slice, "", 1));
        return rules.backends(WEB).stream()
                .map(each -> each.uid() + " " + each.node() + " " + each.port())
                .toList();
    }

    private static String endpoint(String uid, String node, String conditions) {
        return "{addresses: [10.0.0.1], nodeName: "
                + node
                + ", conditions: {"
                + conditions
                + "}, targetRef: {kind: Pod, namespace: default, name: p, uid: "
                + uid
                + "}}";
    }

    private static final String READY = "ready: true, serving: true, terminating: false";
    private static final String ENDING = "ready: false, serving: true, terminating: true";
    private static final String DOWN = "ready: false, serving: false, terminating: false";

    @Test
    void requestsGoToWhatIsReady() {
        assertThat(
                        chosen(
                                "clusterIP: 10.96.0.1",
                                endpoint("a", "node-1", READY),
                                endpoint("b", "node-2", ENDING),
                                endpoint("c", "node-3", DOWN),
                                endpoint("d", "node-4", "")))
                .containsExactly("a node-1 8080", "d node-4 8080");
    }

    @Test
    void whenNothingIsReadyTheyGoToWhatStillServesWhileItEnds() {
        assertThat(
                        chosen(
                                "clusterIP: 10.96.0.1",
                                endpoint("b", "node-2", ENDING),
                                endpoint("c", "node-3", DOWN)))
                .containsExactly("b node-2 8080");
    }

    @Test
    void aLocalPolicyKeepsThemOnTheNode() {
        assertThat(
                        chosen(
                                "internalTrafficPolicy: Local",
                                endpoint("a", "node-1", ENDING),
                                endpoint("b", "node-2", READY)))
                .containsExactly("a node-1 8080");
    }

    @Test
    void withoutAProxyNobodyIsKnown() {
        assertThat(Rules.none("node-1").backends(WEB)).isEmpty();
        assertThat(chosen("clusterIP: 10.96.0.1")).isEmpty();
    }
}
