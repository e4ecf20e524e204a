package dev.wavetank.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.loop.ControlLoop;
import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// The scheduler in its control loop, against a server that does what it is asked.
final class SchedulingInVirtualTimeTest {
    private final VirtualWorld world = new VirtualWorld(7, Samples.START.wall(), Trace.NONE);
    private final FakeServer server = new FakeServer(world.child("server"));

    private void start() {
        ControlLoop.start(new Scheduler(Profile.DEFAULT), world.child("scheduler"), server);
    }

    private void run(String duration) {
        world.run(Duration.parse(duration));
    }

    private List<String> messages() {
        return server.events.stream().map(Event::message).toList();
    }

    private Condition scheduled(String pod) {
        var found = server.pod(pod);
        var condition =
                found == null ? null : Condition.find(found.status().conditions(), "PodScheduled");
        if (condition == null) {
            throw new AssertionError("no condition");
        }
        return condition;
    }

    @Test
    void aPodIsBoundToTheNodeThatFitsAndItsEventSaysSo() {
        server.put(Samples.node("node-1", "1", "4Gi"));
        server.put(Samples.node("node-2", "4", "4Gi"));
        server.put(Samples.asking("web", "2", "1Gi"));
        start();
        run("PT1S");
        assertThat(server.bindings).containsExactly("web -> node-2");
        assertThat(messages()).containsExactly("Successfully assigned default/web to node-2");
        var event = server.events.getFirst();
        assertThat(event.reason()).isEqualTo("Scheduled");
        assertThat(event.type()).isEqualTo("Normal");
        assertThat(event.source().component()).isEqualTo("default-scheduler");
        assertThat(event.involvedObject().uid()).isEqualTo("uid-web");
        var reason = server.reasons.getFirst();
        assertThat(reason.component()).isEqualTo("default-scheduler");
        assertThat(reason.decision()).isEqualTo("assigned to node-2");
        assertThat(reason.details())
                .containsExactly(
                        "needed cpu 2, memory 1Gi",
                        "looked at 2 of 2 nodes, 1 can take it",
                        "node-2: 449 = TaintToleration 100 x 3 + NodeResourcesFit 62"
                                + " + NodeResourcesBalancedAllocation 87",
                        "1 refused by NodeResourcesFit",
                        "node-1: cpu requested 2, free 1");
    }

    @Test
    void aPodThatFitsNowhereIsToldWhyInUpstreamsWordsAndInMore() {
        server.put(
                Samples.node(
                        "control",
                        "4",
                        "8Gi",
                        "{taints: [{key: role, value: control, effect: NoSchedule}]}",
                        "{}"));
        server.put(Samples.node("node-1", "2", "4Gi"));
        server.put(Samples.node("node-2", "2", "4Gi"));
        server.put(Samples.on("node-1", Samples.asking("a", "800m", "1Gi")));
        server.put(Samples.on("node-2", Samples.asking("b", "900m", "1Gi")));
        server.put(Samples.asking("big", "1500m", "1Gi"));
        start();
        run("PT0.5S");
        String message =
                "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu."
                        + " no new claims to deallocate, preemption: 0/3 nodes are available:"
                        + " 1 Preemption is not helpful for scheduling,"
                        + " 2 No preemption victims found for incoming pod.";
        assertThat(messages()).containsExactly(message);
        assertThat(server.events.getFirst().reason()).isEqualTo("FailedScheduling");
        assertThat(server.events.getFirst().type()).isEqualTo("Warning");
        assertThat(scheduled("big").status()).isEqualTo("False");
        assertThat(scheduled("big").reason()).isEqualTo("Unschedulable");
        assertThat(scheduled("big").message()).isEqualTo(message);
        assertThat(server.reasons.getFirst().details())
                .containsExactly(
                        "needed cpu 1500m, memory 1Gi",
                        "2 of 3 nodes: Insufficient cpu",
                        "node-1: cpu requested 1500m, free 1200m",
                        "node-2: cpu requested 1500m, free 1100m",
                        "1 of 3 nodes: node(s) had untolerated taint(s)",
                        "control: a toleration of each taint, not tolerated:"
                                + " role=control:NoSchedule");
    }

    @Test
    void withoutNodesThereIsNothingToChooseFromUntilOneComes() {
        server.put(Samples.asking("web", "1", "1Gi"));
        start();
        run("PT0.5S");
        assertThat(messages()).containsExactly("no nodes available to schedule pods");
        server.put(Samples.node("node-1", "4", "4Gi"));
        run("PT1S");
        assertThat(server.nodeOf("web")).isEqualTo("node-1");
    }

    @Test
    void aRefusedPodIsTriedAgainOnlyWhenItsBackOffIsOverAndSomethingHelps() {
        server.put(Samples.node("node-1", "2", "4Gi"));
        var first = Samples.on("node-1", Samples.asking("first", "2", "1Gi"));
        server.put(first);
        server.put(Samples.asking("web", "1", "1Gi"));
        start();
        run("PT0.1S");
        assertThat(messages()).hasSize(1);
        // Helps, but the first back-off is one second.
        server.delete(first);
        run("PT0.8S");
        assertThat(server.nodeOf("web")).isEmpty();
        run("PT0.2S");
        assertThat(server.nodeOf("web")).isEqualTo("node-1");
        assertThat(scheduled("web").status()).isEqualTo("False");
    }

    @Test
    void whatCannotHelpWakesNobody() {
        server.put(Samples.node("node-1", "2", "4Gi"));
        server.put(Samples.asking("web", "3", "1Gi"));
        start();
        run("PT0.1S");
        assertThat(messages()).hasSize(1);
        run("PT2S");
        // Another small node, a cordon, a label: none makes room for three cores.
        server.put(Samples.node("node-2", "2", "4Gi"));
        server.put(Samples.node("node-1", "2", "4Gi", "{unschedulable: true}", "{a: b}"));
        run("PT2M");
        assertThat(messages()).hasSize(1);
        // A larger one does, at once: the back-off is long over.
        server.put(Samples.node("node-3", "4", "4Gi"));
        run("PT0.1S");
        assertThat(server.nodeOf("web")).isEqualTo("node-3");
    }

    @Test
    void eachRefusalDoublesTheBackOff() {
        server.put(Samples.node("node-1", "2", "4Gi"));
        var small = Samples.on("node-1", Samples.asking("small", "1", "1Gi"));
        server.put(small);
        server.put(Samples.asking("web", "3", "1Gi"));
        start();
        run("PT0.1S");
        server.delete(small);
        run("PT1S");
        assertThat(messages()).hasSize(2);
        server.put(small);
        run("PT0.1S");
        server.delete(small);
        run("PT1.5S");
        assertThat(messages()).hasSize(2);
        run("PT0.5S");
        assertThat(messages()).hasSize(3);
    }

    /// Runs until the pod was refused and its back-off is over, then lets something happen.
    private void assertHelped(String pod, Runnable help) {
        start();
        run("PT2S");
        assertThat(server.nodeOf(pod)).isEmpty();
        help.run();
        run("PT0.1S");
        assertThat(server.nodeOf(pod)).isEqualTo("node-1");
    }

    @Test
    void aPodThatEndsMakesRoom() {
        var first = Samples.on("node-1", Samples.asking("first", "2", "1Gi"));
        server.put(Samples.node("node-1", "2", "4Gi"));
        server.put(first);
        server.put(Samples.asking("web", "1", "1Gi"));
        assertHelped("web", () -> server.put(Samples.ended(first)));
    }

    @Test
    void aPortThatIsGivenBackIsTakenByWhoWaitsForIt() {
        String spec = "containers: [{name: c, ports: [{containerPort: 80, hostPort: 80}]}]";
        var first = Samples.on("node-1", Samples.pod("first", spec));
        server.put(Samples.node("node-1", "2", "4Gi"));
        server.put(first);
        server.put(Samples.pod("web", spec));
        assertHelped("web", () -> server.delete(first));
    }

    @Test
    void aTaintThatIsTakenAwayHelps() {
        server.put(
                Samples.node(
                        "node-1", "2", "4Gi", "{taints: [{key: a, effect: NoSchedule}]}", "{}"));
        server.put(Samples.asking("web", "1", "1Gi"));
        assertHelped("web", () -> server.put(Samples.node("node-1", "2", "4Gi")));
    }

    @Test
    void aPodMayHelpItself() {
        server.put(
                Samples.node(
                        "node-1", "2", "4Gi", "{taints: [{key: a, effect: NoSchedule}]}", "{}"));
        server.put(Samples.pod("web", "containers: []"));
        assertHelped(
                "web",
                () -> server.put(Samples.pod("web", "tolerations: [{key: a, operator: Exists}]")));
    }

    @Test
    void aRefusedPodIsTriedAgainAfterFiveMinutesInAnyCase() {
        server.put(Samples.node("node-1", "2", "4Gi"));
        server.put(Samples.asking("web", "3", "1Gi"));
        start();
        run("PT4M59S");
        assertThat(messages()).hasSize(1);
        run("PT2S");
        assertThat(messages()).hasSize(2);
        run("PT5M");
        assertThat(messages()).hasSize(3);
    }

    @Test
    void thePodWithTheHigherPriorityComesFirstThenTheOlder() {
        server.put(Samples.on("node-1", Samples.asking("other", "1", "1Gi")));
        var old = Samples.asking("zz-old", "1", "1Gi");
        var young = Samples.asking("aa-young", "1", "1Gi");
        server.put(young);
        server.put(old.withMeta(old.meta().withCreated(Samples.START.wall().minusSeconds(60))));
        server.put(
                Samples.pod(
                        "urgent",
                        "priority: 1000\n"
                                + "containers: [{name: c, resources: {requests: {cpu: '1'}}}]"));
        server.put(Samples.node("node-1", "3", "8Gi"));
        start();
        run("PT1S");
        assertThat(server.bindings).containsExactly("urgent -> node-1", "zz-old -> node-1");
    }

    @Test
    void onlyPodsOfThisSchedulerThatHaveNoNodeAreOfInterest() {
        server.put(Samples.node("node-1", "4", "8Gi"));
        server.put(Samples.on("node-1", Samples.asking("bound", "1", "1Gi")));
        server.put(Samples.pod("other", "schedulerName: mine\ncontainers: []"));
        var going = Samples.asking("going", "1", "1Gi");
        server.put(going.withMeta(going.meta().withDeletion(Samples.START.wall(), 30L)));
        server.put(Samples.ended(Samples.asking("ended", "1", "1Gi")));
        start();
        run("PT1S");
        assertThat(server.bindings).isEmpty();
        assertThat(messages()).isEmpty();
    }

    @Test
    void aGatedPodSaysSoAndIsScheduledWhenItsGatesAreGone() {
        server.put(Samples.node("node-1", "4", "8Gi"));
        server.put(
                Samples.pod("web", "schedulingGates: [{name: example.com/quota}]\ncontainers: []"));
        start();
        run("PT1S");
        assertThat(server.nodeOf("web")).isEmpty();
        assertThat(scheduled("web").reason()).isEqualTo("SchedulingGated");
        assertThat(scheduled("web").message())
                .isEqualTo("Scheduling is blocked due to non-empty scheduling gates");
        assertThat(server.reasons)
                .singleElement()
                .satisfies(reason ->
                        assertThat(reason.details())
                                .containsExactly(
                                        "spec.schedulingGates must be empty, found"
                                                + " [example.com/quota]"));
        server.put(Samples.pod("web", "containers: []"));
        run("PT1S");
        assertThat(server.nodeOf("web")).isEqualTo("node-1");
    }

    @Test
    void aRefusedBindingIsNoEventAndHoldsNobodyUp() {
        server.put(Samples.node("node-1", "4", "8Gi"));
        server.put(Samples.asking("a-refused", "1", "1Gi"));
        server.put(Samples.asking("b", "1", "1Gi"));
        server.refusing.put("a-refused", "not now");
        start();
        run("PT0.1S");
        assertThat(server.bindings).containsExactly("b -> node-1");
        run("PT0.8S");
        assertThat(messages()).containsExactly("Successfully assigned default/b to node-1");
        server.refusing.clear();
        run("PT0.2S");
        assertThat(server.bindings).containsExactly("b -> node-1", "a-refused -> node-1");
    }

    @Test
    void aBindingWhoseAnswerIsLostIsNotDoneTwice() {
        server.put(Samples.node("node-1", "4", "8Gi"));
        server.put(Samples.asking("web", "3", "1Gi"));
        server.losing.put("web", true);
        start();
        run("PT20S");
        // Until it is known what became of it, nothing else is planned.
        server.put(Samples.asking("other", "3", "1Gi"));
        run("PT5S");
        assertThat(messages()).isEmpty();
        run("PT20S");
        assertThat(server.bindings).containsExactly("web -> node-1");
        assertThat(messages()).singleElement().asString().contains("1 Insufficient cpu");
    }

    @Test
    void aBindingThatWasLostOnTheWayIsDoneAgainWhenThatIsKnown() {
        server.put(Samples.node("node-1", "4", "8Gi"));
        server.put(Samples.asking("web", "3", "1Gi"));
        server.losing.put("web", false);
        start();
        run("PT29S");
        assertThat(server.bindings).isEmpty();
        run("PT3S");
        assertThat(server.bindings).containsExactly("web -> node-1");
        assertThat(messages()).containsExactly("Successfully assigned default/web to node-1");
    }

    @Test
    void manyPodsAreSpreadAndNoNodeIsOverfilled() {
        for (int i = 0; i < 10; i++) {
            server.put(Samples.node("node-" + i, "4", "64Gi"));
        }
        for (int i = 0; i < 700; i++) {
            server.put(Samples.asking("web-" + i, "50m", "32Mi"));
        }
        start();
        run("PT20S");
        assertThat(server.bindings).hasSize(700);
        for (int i = 0; i < 10; i++) {
            assertThat(server.state.table(Pod.KIND).on("node-" + i)).hasSize(70);
        }
    }

    @Test
    void aWatchThatBeginsAnewChangesNothing() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        server.put(Samples.asking("web", "1", "1Gi"));
        server.put(Samples.asking("big", "3", "1Gi"));
        start();
        run("PT10S");
        server.relist();
        run("PT10S");
        assertThat(server.bindings).hasSize(1);
        assertThat(messages()).hasSize(2);
    }
}
