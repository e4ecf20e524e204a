package dev.wavetank.controllers.endpoints;

import static dev.wavetank.controllers.Given.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Endpoint;
import dev.wavetank.cluster.model.EndpointConditions;
import dev.wavetank.cluster.model.EndpointPort;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.ObjectReference;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.controllers.Given;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

class EndpointSlicesTest {
    private static final String SERVICE =
            """
            kind: Service
            metadata: {name: web, namespace: shop, labels: {team: a}}
            spec:
              clusterIP: 10.96.0.7
              selector: {app: web}
              ports: [{name: http, protocol: TCP, port: 80, targetPort: http}]
            """;

    private static final String NODE =
            "{kind: Node, metadata: {name: node-1, labels: {topology.kubernetes.io/zone: z1}}}";

    private static String pod(String name, String ip, String ready) {
        return """
        kind: Pod
        metadata: {name: %s, namespace: shop, labels: {app: web}}
        spec:
          nodeName: node-1
          containers: [{name: c, ports: [{name: http, containerPort: 8080, protocol: TCP}]}]
        status:
          phase: Running
          podIP: "%s"
          conditions: [{type: Ready, status: "%s"}]
        """
                .formatted(name, ip, ready);
    }

    private static Given.Then<EndpointSlices.Memory> reconcile(String... yaml) {
        return given(new EndpointSlices(), yaml).when("shop", "web");
    }

    @Test
    void aSliceListsThePodsWithTheirConditionsPlaceAndPorts() {
        var then =
                reconcile(
                        SERVICE,
                        NODE,
                        pod("a", "10.0.0.1", "True"),
                        pod("b", "10.0.0.2", "False"),
                        pod("c", "10.0.0.3", "True")
                                .replace(
                                        "metadata: {",
                                        "metadata: {deletionTimestamp: \"2026-01-31T08:59:59Z\","
                                                + " "));

        var slice = then.created(EndpointSlice.class).getFirst();
        assertThat(slice.meta().labels())
                .containsEntry("kubernetes.io/service-name", "web")
                .containsEntry(
                        "endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io")
                .containsEntry("team", "a")
                .doesNotContainKey("service.kubernetes.io/headless");
        assertThat(slice.meta().generateName()).isEqualTo("web-");
        assertThat(slice.meta().ownerReferences().getFirst().uid()).isEqualTo("uid-web");
        assertThat(slice.ports()).containsExactly(new EndpointPort("http", "TCP", 8080, null));
        assertThat(slice.endpoints())
                .extracting(Endpoint::conditions)
                .containsExactly(
                        new EndpointConditions(true, true, false),
                        new EndpointConditions(false, false, false),
                        new EndpointConditions(false, true, true));
        var first = slice.endpoints().getFirst();
        assertThat(first.addresses()).containsExactly("10.0.0.1");
        assertThat(first.nodeName()).isEqualTo("node-1");
        assertThat(first.zone()).isEqualTo("z1");
        assertThat(name(first)).isEqualTo("a");
        assertThat(then.all(Action.Create.class).getFirst().expects())
                .hasOnlyElementsOfType(Expect.SameChildren.class);
    }

    @Test
    void podsWithoutAnAddressAndFinishedPodsAreLeftOut() {
        var then =
                reconcile(
                        SERVICE,
                        pod("a", "", "False"),
                        pod("b", "10.0.0.2", "True").replace("phase: Running", "phase: Succeeded"),
                        pod("c", "10.0.0.3", "True"));

        assertThat(then.created(EndpointSlice.class).getFirst().endpoints())
                .extracting(EndpointSlicesTest::name)
                .containsExactly("c");
    }

    @Test
    void aServiceThatPublishesNotReadyAddressesCallsThemReady() {
        var then =
                reconcile(
                        SERVICE.replace("spec:", "spec:\n  publishNotReadyAddresses: true"),
                        pod("a", "10.0.0.1", "False"));

        assertThat(then.created(EndpointSlice.class).getFirst().endpoints().getFirst().conditions())
                .isEqualTo(new EndpointConditions(true, false, false));
    }

    @Test
    void aServiceWithoutPodsHasOneEmptySliceAndAHeadlessOneIsLabelled() {
        var then = reconcile(SERVICE.replace("10.96.0.7", "None"));

        var slice = then.created(EndpointSlice.class).getFirst();
        assertThat(slice.endpoints()).isEmpty();
        assertThat(slice.meta().labels()).containsEntry("service.kubernetes.io/headless", "");
    }

    @Test
    void aServiceWithoutASelectorIsItsUsersBusiness() {
        assertThat(reconcile(SERVICE.replace("selector: {app: web}", "selector: {}")).actions())
                .isEmpty();
    }

    @Test
    void podsWithDifferentPortNumbersGetDifferentSlices() {
        var then =
                reconcile(
                        SERVICE,
                        pod("a", "10.0.0.1", "True"),
                        pod("b", "10.0.0.2", "True").replace("8080", "9090"));

        assertThat(then.created(EndpointSlice.class))
                .extracting(slice -> slice.ports().getFirst().port())
                .containsExactly(8080, 9090);
    }

    @Test
    void slicesHoldAtMost100Endpoints() {
        var objects = new ArrayList<>(List.of(SERVICE));
        for (int i = 0; i < 230; i++) {
            objects.add(pod("p" + (1000 + i), "10.0." + i / 100 + "." + i % 100, "True"));
        }
        assertThat(reconcile(objects.toArray(String[]::new)).created(EndpointSlice.class))
                .extracting(slice -> slice.endpoints().size())
                .containsExactly(100, 100, 30);
    }

    private static final List<EndpointPort> PORTS =
            List.of(new EndpointPort("http", "TCP", 8080, null));

    private static String existing(Given.Then<?> then) {
        var slice = then.created(EndpointSlice.class).getFirst();
        return slice.withMeta(slice.meta().withName("web-1").withGenerateName(""))
                .tree()
                .toString();
    }

    @Test
    void nothingIsWrittenWhileNothingChanges() {
        var pods = List.of(pod("a", "10.0.0.1", "True"), pod("b", "10.0.0.2", "True"));
        String slice = existing(reconcile(SERVICE, pods.get(0), pods.get(1)));

        assertThat(reconcile(SERVICE, pods.get(0), pods.get(1), slice).actions()).isEmpty();
    }

    @Test
    void oneChangedPodChangesOneSliceInPlace() {
        String a = pod("a", "10.0.0.1", "True");
        String slice = existing(reconcile(SERVICE, a, pod("b", "10.0.0.2", "True")));
        var then = reconcile(SERVICE, a, pod("b", "10.0.0.2", "False"), slice);

        assertThat(then.actions()).containsExactly("update endpointslices/web-1");
        assertThat(then.updated(EndpointSlice.class).getFirst().endpoints())
                .extracting(endpoint -> endpoint.conditions().ready())
                .containsExactly(true, false);
    }

    @Test
    void newEndpointsFillTheSliceThatChangesAnyway() {
        var full = new ArrayList<Endpoint>();
        for (int i = 0; i < 3; i++) {
            full.add(endpoint("u" + i));
        }
        var slices = List.of(slice("s1", full.subList(0, 1)), slice("s2", full.subList(1, 3)));
        var wanted = new TreeMap<String, Endpoint>();
        wanted.put("u0", full.get(0));
        wanted.put("u2", full.get(2));
        wanted.put("u9", endpoint("u9"));

        var slicing = Slicing.of(PORTS, slices, wanted);
        assertThat(slicing.kept().get("s1")).containsExactly(full.get(0));
        assertThat(slicing.kept().get("s2")).containsExactly(full.get(2), endpoint("u9"));
        assertThat(slicing.added()).isEmpty();
    }

    private static EndpointSlice slice(String name, List<Endpoint> endpoints) {
        return new EndpointSlice(Meta.of("shop", name), "IPv4", endpoints, PORTS, Json.Obj.EMPTY);
    }

    private static String name(Endpoint endpoint) {
        return Objects.requireNonNull(endpoint.targetRef()).name();
    }

    private static Endpoint endpoint(String uid) {
        return new Endpoint(
                List.of("10.0.0.1"),
                new EndpointConditions(true, true, false),
                new ObjectReference("Pod", "shop", uid, uid, "", "", ""),
                null,
                null,
                Json.Obj.EMPTY);
    }
}
