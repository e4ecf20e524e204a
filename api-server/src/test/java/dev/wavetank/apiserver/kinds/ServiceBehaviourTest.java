package dev.wavetank.apiserver.kinds;

import static dev.wavetank.apiserver.core.Bench.accepted;
import static dev.wavetank.apiserver.core.Bench.object;
import static dev.wavetank.apiserver.core.Bench.refused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.Bench;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Action;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;

class ServiceBehaviourTest {
    private static final String WEB =
            "{'metadata': {'name': 'web', 'namespace': 'default'}, 'spec': {'type': 'ClusterIP',"
                    + " 'ports': [{'port': 80, 'protocol': 'TCP'}]}}";

    private final Bench bench = new Bench();

    private Service created(String json) {
        return bench.created(Service.KIND, json);
    }

    private String refusal(String json) {
        return refused(bench.create(object(Service.KIND, json)))
                .replace("Invalid: Service \"web\" is invalid: ", "");
    }

    private static String with(String more) {
        return WEB.replace("'type'", more + ", 'type'");
    }

    @Test
    void aServiceGetsAnAddressOfTheRange() {
        var web = created(WEB);

        assertThat(web.spec().clusterIP()).startsWith("10.96.");
        assertThat(web.spec().clusterIPs()).containsExactly(web.spec().clusterIP());
        assertThat(web.spec().rest())
                .hasToString(
                        "{\"internalTrafficPolicy\":\"Cluster\",\"ipFamilies\":[\"IPv4\"],"
                                + "\"ipFamilyPolicy\":\"SingleStack\"}");
        assertThat(web.spec().ports().getFirst().nodePort()).isZero();
    }

    @Test
    void noTwoServicesShareAnAddress() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 300; i++) {
            assertThat(seen.add(created(WEB.replace("web", "web-" + i)).spec().clusterIP()))
                    .isTrue();
        }
    }

    @Test
    void anAddressIsFreeAgainWithItsServiceAndGivenToItAgain() {
        var web = created(WEB);
        bench.submit(Action.Delete.of(web));

        assertThat(created(WEB).spec().clusterIP()).isEqualTo(web.spec().clusterIP());
    }

    @Test
    void theLastAddressAndTheLastPortAreFoundToo() {
        var addresses = Addresses.NONE;
        for (int i = 1; i < 65_535; i++) {
            String ip = "10.96." + i / 256 + "." + i % 256;
            addresses = new Addresses(addresses.clusterIPs().plus(ip), addresses.nodePorts());
        }
        assertThat(addresses.freeClusterIP("x")).isEmpty();
        for (String ip : List.of("10.96.0.1", "10.96.1.0", "10.96.255.254")) {
            var one = new Addresses(addresses.clusterIPs().minus(ip), addresses.nodePorts());
            assertThat(one.freeClusterIP("x")).isEqualTo(ip);
        }
        for (int i = 0; i < 2_768; i++) {
            int port = addresses.freeNodePort("x" + i);
            assertThat(Addresses.isNodePort(port)).isTrue();
            assertThat(addresses.nodePorts()).doesNotContain(port);
            addresses = addresses.withNodePort(port);
        }
        assertThat(addresses.freeNodePort("x")).isZero();
    }

    @Test
    void aChosenAddressIsTakenIfItIsFreeAndInTheRange() {
        assertThat(created(with("'clusterIP': '10.96.0.10'")).spec().clusterIPs())
                .containsExactly("10.96.0.10");
        assertThat(refusal(with("'clusterIP': '10.96.0.10'").replace("web", "dns")))
                .endsWith(
                        "spec.clusterIPs: Invalid value: [\"10.96.0.10\"]: failed to allocate IP"
                                + " 10.96.0.10: provided IP is already allocated");
        assertThat(refusal(with("'clusterIP': '10.0.0.1'")))
                .isEqualTo(
                        "spec.clusterIPs: Invalid value: [\"10.0.0.1\"]: failed to allocate IP"
                                + " 10.0.0.1: the provided IP (10.0.0.1) is not in the valid range."
                                + " The range of valid IPs is 10.96.0.0/16");
    }

    @Test
    void aHeadlessServiceHasNoAddress() {
        var headless = created(with("'clusterIP': 'None'"));

        assertThat(headless.spec().clusterIP()).isEqualTo("None");
        assertThat(headless.spec().clusterIPs()).containsExactly("None");
        assertThat(created(with("'clusterIP': 'None'").replace("web", "two")).spec().clusterIP())
                .isEqualTo("None");
    }

    @Test
    void anExternalNameHasNoAddress() {
        var external =
                created(
                        WEB.replace(
                                "'type': 'ClusterIP'",
                                "'type': 'ExternalName', 'externalName': 'example.com'"));

        assertThat(external.spec().clusterIP()).isEmpty();
        assertThat(external.spec().rest()).hasToString("{}");
    }

    @Test
    void aNodePortServiceGetsPortsOfTheRange() {
        var web =
                created(
                        WEB.replace("ClusterIP", "NodePort")
                                .replace(
                                        "[{'port': 80,",
                                        "[{'name': 'a', 'port': 81, 'protocol': 'TCP'},"
                                                + " {'name': 'b', 'port': 80,"));

        assertThat(web.spec().ports())
                .extracting(port -> port.nodePort())
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= 30_000 && port <= 32_767);
        assertThat(web.spec().rest().text("externalTrafficPolicy")).isEqualTo("Cluster");
    }

    @Test
    void aChosenNodePortIsTakenIfItIsFreeAndInTheRange() {
        String chosen =
                WEB.replace("ClusterIP", "NodePort").replace("80,", "80, 'nodePort': 30080,");
        assertThat(created(chosen).spec().ports().getFirst().nodePort()).isEqualTo(30_080);
        assertThat(refusal(chosen.replace("web", "two")))
                .endsWith(
                        "spec.ports[0].nodePort: Invalid value: 30080: provided port is already"
                                + " allocated");
        assertThat(refusal(chosen.replace("30080", "80")))
                .isEqualTo(
                        "spec.ports[0].nodePort: Invalid value: 80: provided port is not in the"
                                + " valid range. The range of valid ports is 30000-32767");
        assertThat(refusal(chosen.replace("NodePort", "ClusterIP").replace("30080", "30081")))
                .isEqualTo(
                        "spec.ports[0].nodePort: Forbidden: may not be used when `type` is"
                                + " 'ClusterIP'");
    }

    @Test
    void whatAServiceHasStaysThoughAnUpdateDoesNotNameIt() {
        var web = created(WEB.replace("ClusterIP", "NodePort"));

        var applied =
                accepted(
                        Service.KIND,
                        bench.update(
                                object(
                                        Service.KIND,
                                        WEB.replace("ClusterIP", "NodePort")
                                                .replace(
                                                        "'type'",
                                                        "'selector': {'a': 'b'}, 'type'"))));

        assertThat(applied.spec().clusterIPs()).isEqualTo(web.spec().clusterIPs());
        assertThat(applied.spec().ports()).isEqualTo(web.spec().ports());
        assertThat(applied.meta().resourceVersion()).isGreaterThan(web.meta().resourceVersion());
    }

    @Test
    void anAddressMayNotChange() {
        created(WEB);

        assertThat(refused(bench.update(object(Service.KIND, with("'clusterIP': '10.96.9.9'")))))
                .isEqualTo(
                        "Invalid: Service \"web\" is invalid: spec.clusterIPs[0]: Invalid value:"
                                + " [\"10.96.9.9\"]: may not change once set");
    }

    @Test
    void aServiceThatNeedsNoNodePortsAnyMoreLosesThem() {
        var web = created(WEB.replace("ClusterIP", "NodePort"));
        String plain = web.tree().toString().replace("NodePort", "ClusterIP").replace('"', '\'');

        var changed = accepted(Service.KIND, bench.update(object(Service.KIND, plain)));

        assertThat(changed.spec().ports().getFirst().nodePort()).isZero();
        assertThat(changed.spec().clusterIP()).isEqualTo(web.spec().clusterIP());
    }

    @Test
    void whatDependsOnOtherFieldsIsFilledIn() {
        var tree =
                Behaviours.of(Service.KIND)
                        .defaults(
                                (Json.Obj)
                                        JsonText.read(
                                                "{\"spec\":{\"sessionAffinity\":\"ClientIP\","
                                                        + "\"ports\":[{\"port\":80},{\"port\":81,"
                                                        + "\"targetPort\":\"http\"}]}}"));

        assertThat(tree.object("spec"))
                .hasToString(
                        "{\"ports\":[{\"port\":80,\"targetPort\":80},{\"port\":81,"
                                + "\"targetPort\":\"http\"}],\"sessionAffinity\":\"ClientIP\","
                                + "\"sessionAffinityConfig\":{\"clientIP\":"
                                + "{\"timeoutSeconds\":10800}}}");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(refusal(WEB.replace("[{'port': 80, 'protocol': 'TCP'}]", "[]")))
                .isEqualTo("spec.ports: Required value");
        assertThat(refusal(WEB.replace("80,", "0,")))
                .isEqualTo(
                        "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535,"
                                + " inclusive");
        assertThat(refusal(WEB.replace("ClusterIP", "Cluster")))
                .isEqualTo(
                        "spec.type: Unsupported value: \"Cluster\": supported values:"
                            + " \"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"");
        assertThat(refusal(WEB.replace("ClusterIP", "ExternalName")))
                .isEqualTo("spec.externalName: Required value");
    }
}
