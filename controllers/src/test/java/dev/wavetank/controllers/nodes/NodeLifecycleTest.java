package dev.wavetank.controllers.nodes;

import static dev.wavetank.controllers.Given.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Taint;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.controllers.Given;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class NodeLifecycleTest {
    private static String node(String name, String ready, String taints) {
        return """
        kind: Node
        metadata: {name: %s}
        spec: {taints: [%s]}
        status:
          conditions:
          - {type: Ready, status: "%s", reason: x, lastHeartbeatTime: "2026-01-31T08:59:00Z"}
          - {type: MemoryPressure, status: "%s"}
          - {type: DiskPressure, status: "%s"}
          - {type: PIDPressure, status: "%s"}
        """
                .formatted(
                        name,
                        taints,
                        ready,
                        ready.equals("Unknown") ? ready : "False",
                        ready.equals("Unknown") ? ready : "False",
                        ready.equals("Unknown") ? ready : "False");
    }

    private static String lease(String renewed) {
        return """
        kind: Lease
        metadata: {name: node-1, namespace: kube-node-lease}
        spec: {renewTime: "%s"}
        """
                .formatted(renewed);
    }

    private static final String POD =
            """
            kind: Pod
            metadata: {name: web-a, namespace: shop}
            spec: {nodeName: node-1}
            status: {phase: Running, conditions: [{type: Ready, status: "True"}]}
            """;

    private static final String BEFORE = "2026-01-31T08:59:50.000000Z";

    /// What is remembered after a first look at the start.
    private static NodeLifecycle.Memory seen(String... yaml) {
        return given(new NodeLifecycle(), yaml).when("", "node-1").plan().memory();
    }

    @Test
    void aNodeIsGreetedAndLookedAtAgainWhenItsGraceIsOver() {
        var then =
                given(new NodeLifecycle(), node("node-1", "True", ""), lease(BEFORE))
                        .when("", "node-1");

        assertThat(then.actions())
                .containsExactly(
                        "event Normal RegisteredNode Node node-1 event: Registered Node node-1 in"
                                + " Controller");
        assertThat(then.plan().wakeAt().orElseThrow().wall())
                .isEqualTo(Given.START.plusSeconds(50));
    }

    @Test
    void aSilentNodeIsMarkedUnknownAfter50Seconds() {
        String[] world = {node("node-1", "True", ""), lease(BEFORE), POD};
        var memory = seen(world);
        assertThat(
                        given(new NodeLifecycle(), world)
                                .remembering(memory)
                                .after(Duration.ofSeconds(49))
                                .when("", "node-1")
                                .actions())
                .isEmpty();

        var then =
                given(new NodeLifecycle(), world)
                        .remembering(memory)
                        .after(Duration.ofSeconds(50))
                        .when("", "node-1");
        assertThat(then.status(Node.class).status().conditions())
                .allMatch(condition -> condition.status().equals("Unknown"))
                .allMatch(condition -> condition.reason().equals("NodeStatusUnknown"))
                .allMatch(condition ->
                        condition.message().equals("Kubelet stopped posting node status."));
        assertThat(then.events())
                .containsExactly("Normal NodeNotReady Node node-1 status is now: NodeNotReady");
    }

    @Test
    void aNodeThatNeverReportedHasAMinuteToStart() {
        String[] world = {"{kind: Node, metadata: {name: node-1}}", lease(BEFORE)};
        var memory = seen(world);
        var waiting =
                given(new NodeLifecycle(), world)
                        .remembering(memory)
                        .after(Duration.ofSeconds(59))
                        .when("", "node-1");
        assertThat(waiting.all(Action.UpdateStatus.class)).isEmpty();
        assertThat(waiting.plan().wakeAt().orElseThrow().wall())
                .isEqualTo(Given.START.plusSeconds(60));

        var then =
                given(new NodeLifecycle(), world)
                        .remembering(memory)
                        .after(Duration.ofSeconds(60))
                        .when("", "node-1");
        assertThat(then.status(Node.class).status().conditions())
                .hasSize(4)
                .allMatch(condition -> condition.reason().equals("NodeStatusNeverUpdated"));
        assertThat(then.events()).isEmpty();
    }

    @Test
    void theGraceCountsFromTheLastSignOfLifeHoweverOftenTheNodeIsLookedAt() {
        String[] world = {node("node-1", "True", ""), lease(BEFORE)};
        var looked =
                given(new NodeLifecycle(), world)
                        .remembering(seen(world))
                        .after(Duration.ofSeconds(30))
                        .when("", "node-1");
        assertThat(looked.plan().wakeAt().orElseThrow().wall())
                .isEqualTo(Given.START.plusSeconds(50));

        var then =
                given(new NodeLifecycle(), world)
                        .remembering(looked.plan().memory())
                        .after(Duration.ofSeconds(50))
                        .when("", "node-1");
        assertThat(then.events())
                .containsExactly("Normal NodeNotReady Node node-1 status is now: NodeNotReady");
    }

    @Test
    void aRenewalCountsFromWhenItWasSeenWhateverTheNodesClockSays() {
        String node = node("node-1", "True", "");
        var memory = seen(node, lease(BEFORE));
        var renewed =
                given(new NodeLifecycle(), node, lease("1999-01-01T00:00:00.000000Z"))
                        .remembering(memory)
                        .after(Duration.ofSeconds(40))
                        .when("", "node-1");

        assertThat(renewed.plan().wakeAt().orElseThrow().wall())
                .isEqualTo(Given.START.plusSeconds(90));
    }

    @Test
    void thePodsOnASilentNodeAreMarkedNotReadyAndTheNodeIsTaintedAndGivenUp() {
        String[] world = {
            node("node-1", "Unknown", ""), node("node-2", "True", ""), lease(BEFORE), POD
        };
        var then =
                given(new NodeLifecycle(), world)
                        .remembering(seen(world))
                        .after(Duration.ofSeconds(51))
                        .when("", "node-1");

        assertThat(Condition.isTrue(then.status(Pod.class).status().conditions(), "Ready"))
                .isFalse();
        assertThat(then.events()).contains("Warning NodeNotReady Node is not ready");
        assertThat(then.updated(Node.class).getFirst().spec().taints())
                .extracting(Taint::toString)
                .containsExactly(
                        "node.kubernetes.io/unreachable:NoSchedule",
                        "node.kubernetes.io/unreachable:NoExecute");
        assertThat(then.updated(Node.class).getFirst().spec().taints())
                .allMatch(taint -> taint.timeAdded() != null);
    }

    @Test
    void aPodThatItsNodeCallsReadyAgainIsNotMarkedAgain() {
        String node = node("node-1", "Unknown", "");
        String other = node("node-2", "True", "");
        String unready = POD.replace("status: \"True\"", "status: \"False\"");
        assertThat(unready).isNotEqualTo(POD);
        var marked =
                given(new NodeLifecycle(), node, other, lease(BEFORE), unready)
                        .remembering(seen(node, other, lease(BEFORE), POD))
                        .after(Duration.ofSeconds(51))
                        .when("", "node-1");

        var then =
                given(new NodeLifecycle(), node, other, lease(BEFORE), POD)
                        .remembering(marked.plan().memory())
                        .after(Duration.ofSeconds(52))
                        .when("", "node-1");
        assertThat(then.all(Action.UpdateStatus.class)).isEmpty();
    }

    private static List<String> taints(String... world) {
        var then = given(new NodeLifecycle(), world).when("", "node-1");
        var updated = then.updated(Node.class);
        return updated.isEmpty()
                ? List.of("unchanged")
                : updated.getFirst().spec().taints().stream().map(Taint::toString).toList();
    }

    @Test
    void aNodeThatSaysItIsNotReadyIsTaintedNotReady() {
        assertThat(taints(node("node-1", "False", ""), node("node-2", "True", "")))
                .containsExactly(
                        "node.kubernetes.io/not-ready:NoSchedule",
                        "node.kubernetes.io/not-ready:NoExecute");
    }

    @Test
    void aReadyNodeLosesOurTaintsAndKeepsTheUsers() {
        assertThat(
                        taints(
                                node(
                                        "node-1",
                                        "True",
                                        "{key: gpu, effect: NoSchedule}, {key:"
                                            + " node.kubernetes.io/unreachable, effect: NoExecute},"
                                            + " {key: node.kubernetes.io/not-ready, effect:"
                                            + " NoSchedule}")))
                .containsExactly("gpu:NoSchedule");
    }

    @Test
    void aChangeOfTaintsSaysWhichComeAndWhichGo() {
        String back =
                node("node-1", "True", "{key: node.kubernetes.io/unreachable, effect: NoExecute}");
        String silent = node("node-1", "Unknown", "");

        assertThat(given(new NodeLifecycle(), back).when("", "node-1").why())
                .contains(
                        "taking its taints away: it is Ready; removed"
                                + " node.kubernetes.io/unreachable:NoExecute");
        assertThat(
                        given(new NodeLifecycle(), silent, node("node-2", "True", ""))
                                .when("", "node-1")
                                .why())
                .contains("tainting it: ")
                .contains("added node.kubernetes.io/unreachable:NoSchedule");
    }

    @Test
    void aCordonedNodeAndOneUnderPressureAreTainted() {
        assertThat(
                        taints(
                                node("node-1", "True", "")
                                        .replace("spec: {", "spec: {unschedulable: true, ")
                                        .replace(
                                                "{type: DiskPressure, status: \"False\"}",
                                                "{type: DiskPressure, status: \"True\"}")))
                .containsExactly(
                        "node.kubernetes.io/unschedulable:NoSchedule",
                        "node.kubernetes.io/disk-pressure:NoSchedule");
    }

    private static final String GIVEN_UP =
            "{key: node.kubernetes.io/unreachable, effect: NoExecute, timeAdded:"
                    + " \"2026-01-31T08:59:55Z\"}, {key: node.kubernetes.io/unreachable, effect:"
                    + " NoSchedule}";

    @Test
    void nodesOfAZoneAreGivenUpOneEveryTenSeconds() {
        String[] world = {
            node("node-1", "Unknown", ""),
            node("node-2", "Unknown", GIVEN_UP),
            node("node-3", "True", "")
        };
        var now = given(new NodeLifecycle(), world).when("", "node-1");
        assertThat(now.updated(Node.class).getFirst().spec().taints())
                .extracting(Taint::effect)
                .containsExactly("NoSchedule");
        assertThat(now.plan().wakeAt().orElseThrow().wall()).isEqualTo(Given.START.plusSeconds(5));

        var later =
                given(new NodeLifecycle(), world).after(Duration.ofSeconds(5)).when("", "node-1");
        assertThat(later.updated(Node.class).getFirst().spec().taints())
                .extracting(Taint::effect)
                .containsExactly("NoSchedule", "NoExecute");
    }

    @Test
    void noNodeOfASmallZoneIsGivenUpWhileMostOfItAreNotReady() {
        var world = new ArrayList<String>();
        for (int i = 1; i <= 3; i++) {
            world.add(node("node-" + i, "Unknown", ""));
        }
        world.add(node("node-4", "True", ""));

        assertThat(taints(world.toArray(String[]::new)))
                .containsExactly("node.kubernetes.io/unreachable:NoSchedule");
    }

    @Test
    void whenNoNodeIsReadyThoseGivenUpAreTakenBack() {
        assertThat(taints(node("node-1", "Unknown", GIVEN_UP), node("node-2", "Unknown", GIVEN_UP)))
                .containsExactly("node.kubernetes.io/unreachable:NoSchedule");
    }
}
