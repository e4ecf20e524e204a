package dev.wavetank.controllers.endpoints;

import static dev.wavetank.controllers.Given.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.controllers.Given;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

class LegacyEndpointsTest {
    private static final String WEB =
            """
            kind: Service
            metadata: {name: web, namespace: shop, labels: {tier: front}}
            spec: {clusterIP: 10.96.0.9, selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
            """;

    private static String pod(String name, String ip, String ready) {
        return """
        kind: Pod
        metadata: {name: %s, namespace: shop, labels: {app: web}}
        spec: {nodeName: node-1, containers: [{name: c}]}
        status: {phase: Running, podIP: %s, podIPs: [{ip: %s}], conditions: [{type: Ready, status: "%s"}]}
        """
                .formatted(name, ip, ip, ready);
    }

    private static Given<LegacyEndpoints.Memory> cluster(String... yaml) {
        return given(new LegacyEndpoints(), yaml);
    }

    private static final String TWO =
            "{\"subsets\":[{\"addresses\":[{\"ip\":\"10.0.0.1\",\"nodeName\":\"node-1\","
                + "\"targetRef\":{\"kind\":\"Pod\",\"name\":\"a\",\"namespace\":\"shop\",\"uid\":\"uid-a\"}}],"
                + "\"notReadyAddresses\":[{\"ip\":\"10.0.0.2\",\"nodeName\":\"node-1\","
                + "\"targetRef\":{\"kind\":\"Pod\",\"name\":\"b\",\"namespace\":\"shop\",\"uid\":\"uid-b\"}}],"
                + "\"ports\":[{\"name\":\"http\",\"port\":8080,\"protocol\":\"TCP\"}]}]}";

    @Test
    void readyAddressesStandApartFromThoseThatAreNot() {
        var made =
                cluster(WEB, pod("b", "10.0.0.2", "False"), pod("a", "10.0.0.1", "True"))
                        .when("shop", "web")
                        .created(Generic.class)
                        .getFirst();

        assertThat(made.meta().name()).isEqualTo("web");
        assertThat(made.meta().labels())
                .containsEntry("tier", "front")
                .containsEntry("endpoints.kubernetes.io/managed-by", "endpoint-controller");
        assertThat(made.body().toString()).isEqualTo(TWO);
    }

    @Test
    void whatIsAlreadyListedIsNotWrittenAgain() {
        String listed =
                """
                kind: Endpoints
                metadata: {name: web, namespace: shop, labels: {tier: front, endpoints.kubernetes.io/managed-by: endpoint-controller}}
                subsets: %s
                """
                        .formatted(TWO.substring("{\"subsets\":".length(), TWO.length() - 1));
        var then =
                cluster(WEB, pod("a", "10.0.0.1", "True"), pod("b", "10.0.0.2", "False"), listed)
                        .when("shop", "web");

        assertThat(then.actions()).isEmpty();
    }

    @Test
    void aServiceWithoutPodsHasAnEmptyList() {
        var made = cluster(WEB).when("shop", "web").created(Generic.class).getFirst();

        assertThat(made.body().isEmpty()).isTrue();
    }

    @Test
    void manyChangesAreWrittenOnceASecond() {
        var given =
                cluster(WEB, pod("a", "10.0.0.1", "True"))
                        .remembering(
                                new LegacyEndpoints.Memory(Optional.of(new Time(Given.START, 0))));

        var early = given.after(Duration.ofMillis(400)).when("shop", "web");
        assertThat(early.actions()).isEmpty();
        assertThat(early.plan().wakeAt())
                .contains(new Time(Given.START, 0).plus(Duration.ofSeconds(1)));
        assertThat(given.after(Duration.ofSeconds(1)).when("shop", "web").actions())
                .containsExactly("create endpoints/web");
    }

    @Test
    void oneObjectHoldsAThousandAddressesTheReadyFirst() {
        var objects = new ArrayList<String>();
        objects.add(WEB);
        for (int i = 0; i < 1010; i++) {
            String name = "p%04d".formatted(i);
            objects.add(
                    pod(name, "10.0.%d.%d".formatted(i / 250, i % 250), i < 20 ? "False" : "True"));
        }
        var made =
                cluster(objects.toArray(String[]::new))
                        .when("shop", "web")
                        .created(Generic.class)
                        .getFirst();

        var subset = (Json.Obj) made.body().array("subsets").getFirst();
        assertThat(subset.array("addresses")).hasSize(990);
        assertThat(subset.array("notReadyAddresses")).hasSize(10);
        assertThat(made.meta().annotation("endpoints.kubernetes.io/over-capacity"))
                .isEqualTo("truncated");
    }

    @Test
    void theListGoesWithItsServiceButOneThatAUserWroteStays() {
        String own =
                """
                kind: Endpoints
                metadata: {name: gone, namespace: shop, labels: {endpoints.kubernetes.io/managed-by: endpoint-controller}}
                """;
        String users = "{kind: Endpoints, metadata: {name: mine, namespace: shop}}";

        assertThat(cluster(own).when("shop", "gone").deleted()).containsExactly("gone");
        assertThat(cluster(users).when("shop", "mine").actions()).isEmpty();
    }

    @Test
    void servicesWithoutSelectorAndExternalNamesAreLeftAlone() {
        assertThat(cluster(WEB.replace("selector: {app: web}, ", "")).when("shop", "web").actions())
                .isEmpty();
        assertThat(
                        cluster(WEB.replace("clusterIP:", "type: ExternalName, clusterIP:"))
                                .when("shop", "web")
                                .actions())
                .isEmpty();
    }
}
