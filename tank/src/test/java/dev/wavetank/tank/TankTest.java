package dev.wavetank.tank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Trace;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/// All parts together, from one end to the other, in virtual time.
final class TankTest {
    private static final int NODES = 3;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final WriteCounter writes = new WriteCounter();
    private final VirtualTank tank = tank(writes);

    private static VirtualTank tank(WriteCounter writes) {
        return new VirtualTank(
                7,
                Blueprint.of(
                        NODES, Quantity.of("4"), Quantity.of("8Gi"), Blueprint.VIRTUAL_CROSSING),
                writes.ports(),
                Trace.NONE);
    }

    private void deployed() {
        assertThat(tank.runUntil(TankTest::nodesReady, SOON)).isTrue();
        tank.apply(Web.manifests(6, 1));
        assertThat(tank.runUntil(state -> Web.runs(state, 6, 1), SOON)).isTrue();
    }

    private static boolean nodesReady(ClusterState state) {
        var nodes = state.table(Node.KIND);
        return nodes.size() == NODES && nodes.all().stream().allMatch(Node::ready);
    }

    private void delete(String name) {
        for (var kind : List.of(Deployment.KIND, Service.KIND)) {
            String path = VirtualTank.collection(kind, "default") + "/" + name;
            assertThat(tank.request("DELETE", path, Json.Obj.EMPTY).accepted()).isTrue();
        }
    }

    @Test
    void aDeploymentBecomesReadyPodsOnNodes() {
        deployed();

        var used = new TreeSet<String>();
        tank.state().table(Pod.KIND).all().forEach(pod -> used.add(pod.spec().nodeName()));
        assertThat(used).as("nodes that run pods").hasSize(NODES);
    }

    @Test
    void newNodesTakePodsAsSoonAsTheyAreReady() {
        assertThat(tank.runUntil(state -> state.table(Node.KIND).size() > 0, SOON)).isTrue();
        var first = tank.state().table(Node.KIND).all().iterator().next();
        assertThat(first.spec().taints().toString())
                .isEqualTo("[node.kubernetes.io/not-ready:NoSchedule]");

        assertThat(tank.runUntil(TankTest::nodesReady, SOON)).isTrue();
        var ready = tank.age();
        assertThat(tank.runUntil(TankTest::nodesUntainted, SOON)).isTrue();
        assertThat(tank.age().minus(ready)).isLessThan(Duration.ofMillis(20));
    }

    private static boolean nodesUntainted(ClusterState state) {
        return state.table(Node.KIND).all().stream()
                .allMatch(node -> node.spec().taints().isEmpty());
    }

    @Test
    void aDeletedDeploymentIsGoneWithAllThatItOwned() {
        deployed();

        delete("web");

        // Within the grace period of 30 s.
        assertThat(tank.runUntil(Web::isGone, Duration.ofSeconds(40))).isTrue();
    }

    @Test
    void aNewVersionTakesTheOldOnesPlace() {
        deployed();

        tank.apply(Web.manifests(6, 2));

        assertThat(tank.runUntil(state -> Web.runs(state, 6, 2), Duration.ofMinutes(2))).isTrue();
    }

    @Test
    void podsOfANodeWithoutPowerAreReplacedWhenLeaseAndTolerationRanOut() {
        deployed();
        tank.run(Duration.ofMinutes(1));
        String victim = tank.state().table(Pod.KIND).all().iterator().next().spec().nodeName();
        var off = tank.age();

        tank.tank().powerOff(victim);

        assertThat(tank.runUntil(state -> !ready(state, victim), Duration.ofMinutes(5))).isTrue();
        // The last renewal was up to 10.4 s old when the power went.
        assertThat(tank.age().minus(off)).isBetween(Duration.ofSeconds(39), Duration.ofSeconds(56));
        var missed = tank.age();
        assertThat(tank.runUntil(state -> runElsewhere(state, victim), Duration.ofMinutes(10)))
                .isTrue();
        assertThat(tank.age().minus(missed))
                .isBetween(Duration.ofSeconds(300), Duration.ofSeconds(303));

        tank.tank().powerOn(victim);

        assertThat(tank.runUntil(state -> Web.runs(state, 6, 1), SOON)).isTrue();
        assertThat(tank.runUntil(TankTest::nodesReady, SOON)).isTrue();
        assertGoesQuiet();
    }

    @Test
    void aNodeThatComesBackInTimeKeepsItsPods() {
        deployed();
        var before = uids();
        String victim = tank.state().table(Pod.KIND).all().iterator().next().spec().nodeName();
        tank.tank().powerOff(victim);
        assertThat(tank.runUntil(state -> !ready(state, victim), Duration.ofMinutes(5))).isTrue();

        tank.tank().powerOn(victim);

        assertThat(
                        tank.runUntil(
                                state -> nodesReady(state) && Web.runs(state, 6, 1),
                                Duration.ofMinutes(1)))
                .isTrue();
        tank.run(Duration.ofMinutes(10));
        assertThat(uids()).isEqualTo(before);
        assertThat(restarts(victim)).as("restarts on the node that was off").containsOnly(1);
        assertThat(tank.state().table(Event.KIND).all())
                .filteredOn(event -> event.reason().equals("Rebooted"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.message())
                                .startsWith("Node " + victim + " has been rebooted, boot id: "));
    }

    private static boolean ready(ClusterState state, String node) {
        return Objects.requireNonNull(state.table(Node.KIND).get("", node)).ready();
    }

    private static boolean runElsewhere(ClusterState state, String victim) {
        return state.table(Pod.KIND).all().stream()
                        .filter(pod -> pod.ready() && !pod.spec().nodeName().equals(victim))
                        .count()
                == 6;
    }

    private SortedSet<String> uids() {
        var uids = new TreeSet<String>();
        tank.state().table(Pod.KIND).all().forEach(pod -> uids.add(pod.meta().uid()));
        return uids;
    }

    private List<Integer> restarts(String node) {
        var restarts = new ArrayList<Integer>();
        for (var pod : tank.state().table(Pod.KIND).on(node)) {
            pod.status().containerStatuses().forEach(each -> restarts.add(each.restartCount()));
        }
        return restarts;
    }

    @TestFactory
    List<DynamicTest> anyComponentMayCrashAtAnyMomentOfARollout() {
        var tests = new ArrayList<DynamicTest>();
        for (String component : tank.tank().components()) {
            for (int milliseconds : List.of(3, 11, 350, 1100)) {
                tests.add(
                        DynamicTest.dynamicTest(
                                component + " after " + milliseconds + " ms",
                                () ->
                                        new TankTest()
                                                .crashed(
                                                        component,
                                                        Duration.ofMillis(milliseconds))));
            }
        }
        return tests;
    }

    private void crashed(String component, Duration after) {
        deployed();
        tank.apply(Web.manifests(8, 2));
        tank.run(after);

        tank.tank().crashComponent(component);
        tank.run(Duration.ofSeconds(20));
        tank.tank().startComponent(component);

        assertThat(tank.runUntil(state -> Web.runs(state, 8, 2), Duration.ofMinutes(3)))
                .as("version 2 runs")
                .isTrue();
        for (int node = 1; node <= NODES; node++) {
            assertThat(restarts("node-" + node)).doesNotContain(1);
        }
        assertGoesQuiet();
        assertThat(tank.tank().alive(component)).isTrue();
    }

    @TestFactory
    List<DynamicTest> theApiServerMayCrashAtAnyMomentOfARollout() {
        var tests = new ArrayList<DynamicTest>();
        for (int milliseconds : List.of(0, 1, 2, 3, 5, 8, 13, 60, 350, 1100)) {
            tests.add(
                    DynamicTest.dynamicTest(
                            "after " + milliseconds + " ms",
                            () -> new TankTest().serverCrashed(Duration.ofMillis(milliseconds))));
        }
        return tests;
    }

    private void serverCrashed(Duration after) {
        deployed();
        tank.apply(Web.manifests(8, 2));
        tank.run(after);
        var acknowledged = tank.state();

        tank.tank().crashServer();
        tank.run(Duration.ofSeconds(20));
        tank.tank().startServer();
        tank.run(Duration.ofMillis(1));

        assertThat(tank.state().revision()).isGreaterThanOrEqualTo(acknowledged.revision());
        var asked = tank.state().table(Deployment.KIND).get("default", "web");
        assertThat(Objects.requireNonNull(asked).spec().count())
                .as("the replicas of the last accepted write")
                .isEqualTo(8);
        assertThat(tank.runUntil(state -> Web.runs(state, 8, 2), Duration.ofMinutes(3)))
                .as("version 2 runs")
                .isTrue();
        assertGoesQuiet();
    }

    @Test
    void aRequestIsAnsweredWhileTheApiServerIsDown() {
        deployed();
        tank.tank().crashServer();

        var answer = tank.request("GET", "/api/v1/nodes", Json.Obj.EMPTY);

        assertThat(answer.status()).isEqualTo(503);
    }

    @Test
    void aQuietHourCausesNothingButSignsOfLife() {
        deployed();
        // By then the events of the deployment, which live for an hour, have expired.
        tank.run(Duration.ofMinutes(70));
        writes.forget();

        tank.run(Duration.ofHours(1));

        // A lease every 10 to 10.4 s, a status every 5 minutes.
        assertThat(writes.renewals()).isBetween(NODES * 340, NODES * 360);
        assertThat(writes.journaled().keySet()).containsExactly(Node.KIND.resource());
        assertThat(writes.journaled().get(Node.KIND.resource())).isBetween(NODES * 11, NODES * 12);
    }

    private void assertGoesQuiet() {
        tank.run(Duration.ofSeconds(30));
        writes.forget();
        tank.run(Duration.ofMinutes(4));
        assertThat(writes.restless())
                .as("writes in four quiet minutes: %s", writes.journaled())
                .isZero();
    }
}
