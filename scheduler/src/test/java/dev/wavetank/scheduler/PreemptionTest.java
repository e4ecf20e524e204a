package dev.wavetank.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.wavetank.cluster.loop.ControlLoop;
import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// Pods of higher priority that make room for themselves, in the control loop.
final class PreemptionTest {
    private final VirtualWorld world = new VirtualWorld(7, Samples.START.wall(), Trace.NONE);
    private final FakeServer server = new FakeServer(world.child("server"));

    private static Pod asking(String name, int priority, String cpu) {
        return asking(name, priority, cpu, "");
    }

    private static Pod asking(String name, int priority, String cpu, String more) {
        return Samples.pod(
                name,
                "priority: %d\n%scontainers: [{name: c, resources: {requests: {cpu: '%s'}}}]\n"
                        .formatted(priority, more, cpu));
    }

    private void running(String node, String name, int priority, String cpu) {
        server.put(Samples.on(node, asking(name, priority, cpu)));
    }

    private static Pod since(long minute, Pod pod) {
        var start = new Json.Text("2025-12-31T23:%02d:00Z".formatted(minute));
        var status = Json.Obj.of("startTime", start).with("phase", "Running");
        return pod.withStatus(Pod.KIND.read(Json.Obj.of("status", status)).status());
    }

    private void start() {
        ControlLoop.start(new Scheduler(Profile.DEFAULT), world.child("scheduler"), server);
    }

    private void run(String duration) {
        world.run(Duration.parse(duration));
    }

    private Pod pod(String name) {
        return requireNonNull(server.pod(name));
    }

    private String nominated(String name) {
        return pod(name).status().rest().text("nominatedNodeName");
    }

    private List<String> told(String name) {
        return server.events.stream()
                .filter(event -> event.involvedObject().name().equals(name))
                .map(event -> event.type() + " " + event.reason() + " " + event.message())
                .toList();
    }

    @Test
    void aPodOfHigherPriorityEvictsOneOfLowerAndTakesItsPlaceWhenItHasEnded() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        running("node-1", "low", 1, "2");
        server.put(asking("high", 100, "1"));
        start();
        run("PT0.1S");

        assertThat(server.deletions).containsExactly("low");
        var target = Condition.find(pod("low").status().conditions(), "DisruptionTarget");
        assertThat(requireNonNull(target).status()).isEqualTo("True");
        assertThat(target.reason()).isEqualTo("PreemptionByScheduler");
        assertThat(target.message())
                .isEqualTo("default-scheduler: preempting to accommodate a higher priority pod");
        assertThat(told("low"))
                .containsExactly("Normal Preempted Preempted by pod uid-high on node node-1");
        assertThat(nominated("high")).isEqualTo("node-1");
        assertThat(server.nodeOf("high")).isEmpty();
        assertThat(told("high"))
                .containsExactly(
                        "Warning FailedScheduling 0/1 nodes are available: 1 Insufficient cpu.");

        run("PT29S");
        assertThat(server.nodeOf("high")).isEmpty();
        run("PT2S");
        assertThat(server.nodeOf("high")).isEqualTo("node-1");
        assertThat(server.deletions).hasSize(1);
    }

    @Test
    void aPodOfTheSamePriorityIsNotEvicted() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        running("node-1", "other", 100, "2");
        server.put(asking("high", 100, "1"));
        start();
        run("PT1S");

        assertThat(server.deletions).isEmpty();
        assertThat(told("high"))
                .containsExactly(
                        "Warning FailedScheduling 0/1 nodes are available: 1 Insufficient cpu."
                                + " no new claims to deallocate, preemption: 0/1 nodes are"
                                + " available: 1 No preemption victims found for incoming pod.");
    }

    @Test
    void whereTheOthersWouldNotBeEnoughNobodyIsEvicted() {
        server.put(Samples.node("node-1", "3", "8Gi"));
        running("node-1", "low", 1, "1");
        running("node-1", "equal", 100, "2");
        server.put(Samples.node("tiny", "1", "8Gi"));
        server.put(asking("high", 100, "2"));
        start();
        run("PT1S");

        assertThat(server.deletions).isEmpty();
        assertThat(told("high"))
                .containsExactly(
                        "Warning FailedScheduling 0/2 nodes are available: 2 Insufficient cpu."
                                + " no new claims to deallocate, preemption: 0/2 nodes are"
                                + " available: 1 Insufficient cpu, 1 Preemption is not helpful"
                                + " for scheduling.");
    }

    @Test
    void aPodWhosePolicyIsNeverEvictsNobody() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        running("node-1", "low", 1, "2");
        server.put(asking("high", 100, "1", "preemptionPolicy: Never\n"));
        start();
        run("PT1S");

        assertThat(server.deletions).isEmpty();
        assertThat(told("high").getFirst())
                .endsWith("preemption: not eligible due to preemptionPolicy=Never.");
    }

    @Test
    void asManyAsPossibleAreSparedTheImportantFirst() {
        server.put(Samples.node("node-1", "4", "8Gi"));
        running("node-1", "a-least", 1, "1");
        running("node-1", "b-middle", 5, "1");
        running("node-1", "c-most", 9, "1");
        running("node-1", "d-middle", 5, "1");
        server.put(asking("high", 100, "2"));
        start();
        run("PT0.1S");

        assertThat(server.deletions).containsExactly("d-middle", "a-least");
    }

    @Test
    void ofEqualPodsTheOneThatRunsShorterGoes() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        server.put(since(10, Samples.on("node-1", asking("old", 1, "1"))));
        server.put(since(20, Samples.on("node-1", asking("young", 1, "1"))));
        server.put(asking("high", 100, "1"));
        start();
        run("PT0.1S");

        assertThat(server.deletions).containsExactly("young");
    }

    private String chosen() {
        server.put(asking("high", 100, "2"));
        start();
        run("PT0.1S");
        return nominated("high");
    }

    @Test
    void theNodeWhoseHighestVictimIsLowestIsChosenHoweverMany() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        running("node-1", "one", 10, "2");
        server.put(Samples.node("node-2", "2", "8Gi"));
        running("node-2", "two-a", 9, "1");
        running("node-2", "two-b", 9, "1");
        assertThat(chosen()).isEqualTo("node-2");
    }

    @Test
    void thenTheNodeWithTheSmallerSumOfPriorities() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        running("node-1", "one-a", 10, "1");
        running("node-1", "one-b", 9, "1");
        server.put(Samples.node("node-2", "2", "8Gi"));
        running("node-2", "two-a", 10, "1");
        running("node-2", "two-b", 8, "1");
        assertThat(chosen()).isEqualTo("node-2");
    }

    @Test
    void fewerVictimsAreASmallerSumEvenWhenPrioritiesAreNegative() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        running("node-1", "one-a", -5, "1");
        running("node-1", "one-b", -5, "1");
        server.put(Samples.node("node-2", "2", "8Gi"));
        running("node-2", "two", -5, "2");
        assertThat(chosen()).isEqualTo("node-2");
    }

    @Test
    void thenTheNodeWhoseHighestVictimsStartedLast() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        server.put(since(10, Samples.on("node-1", asking("one", 1, "2"))));
        server.put(Samples.node("node-2", "2", "8Gi"));
        server.put(since(20, Samples.on("node-2", asking("two", 1, "2"))));
        server.put(Samples.node("node-3", "2", "8Gi"));
        server.put(since(15, Samples.on("node-3", asking("three", 1, "2"))));
        assertThat(chosen()).isEqualTo("node-2");
    }

    @Test
    void whatWasMadeFreeIsKeptForThePodFromThoseOfLowerPriority() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        running("node-1", "low", 1, "2");
        server.put(asking("high", 100, "2"));
        start();
        run("PT29S");
        server.put(asking("thief", 50, "1"));
        run("PT10S");

        assertThat(server.nodeOf("high")).isEqualTo("node-1");
        assertThat(server.nodeOf("thief")).isEmpty();
    }

    @Test
    void twoPodsDoNotEvictTheSamePodTwice() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        running("node-1", "low", 1, "2");
        server.put(asking("high-a", 100, "1"));
        server.put(asking("high-b", 100, "1"));
        start();
        run("PT40S");

        assertThat(server.deletions).containsExactly("low");
        assertThat(server.nodeOf("high-a")).isEqualTo("node-1");
        assertThat(server.nodeOf("high-b")).isEqualTo("node-1");
    }

    @Test
    void whileTheVictimsEndNobodyElseIsEvicted() {
        for (String node : List.of("node-1", "node-2")) {
            server.put(Samples.node(node, "2", "8Gi"));
            running(node, "low-" + node, 1, "2");
        }
        server.put(asking("high", 100, "2"));
        start();
        run("PT5S");
        String evicted = server.deletions.getFirst();
        // The pod itself changes, so it is tried again at once.
        var labels = pod("high").meta().withLabel("a", "b");
        server.put(pod("high").withMeta(labels));
        run("PT5S");

        assertThat(server.deletions).containsExactly(evicted);
        assertThat(told("high").getLast())
                .endsWith(
                        "preemption: not eligible due to a terminating pod on the nominated node.");
        assertThat(nominated("high")).isEqualTo(pod(evicted).spec().nodeName());
    }

    @Test
    void aPodOfHigherPriorityTakesTheHopeOfALowerOne() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        running("node-1", "low", 1, "2");
        server.put(asking("middle", 50, "2"));
        start();
        run("PT5S");
        assertThat(nominated("middle")).isEqualTo("node-1");
        server.put(asking("high", 100, "2"));
        run("PT5S");

        assertThat(nominated("high")).isEqualTo("node-1");
        assertThat(nominated("middle")).isEmpty();
        run("PT1M");
        assertThat(server.nodeOf("high")).isEqualTo("node-1");
        assertThat(server.nodeOf("middle")).isEmpty();
        assertThat(server.deletions).containsExactly("low");
    }

    @Test
    void hopeIsGivenUpWhenTheNodeIsGone() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        running("node-1", "low", 1, "2");
        server.put(asking("high", 100, "2"));
        start();
        run("PT5S");
        var node = server.state.get(Samples.node("node-1", "2", "8Gi").ref());
        server.delete(requireNonNull(node));
        server.put(Samples.node("node-2", "1", "8Gi"));
        var labels = pod("high").meta().withLabel("a", "b");
        server.put(pod("high").withMeta(labels));
        run("PT5S");

        assertThat(nominated("high")).isEmpty();
    }

    @Test
    void theExplanationNamesWhoIsEvictedAndWhy() {
        server.put(Samples.node("node-1", "2", "8Gi"));
        running("node-1", "low", 1, "2");
        server.put(asking("high", 100, "1"));
        start();
        run("PT0.1S");

        assertThat(server.reasons)
                .anySatisfy(reason ->
                        assertThat(reason.details())
                                .contains(
                                        "priority 100 evicts from node-1: default/low (priority"
                                                + " 1)"))
                .anySatisfy(reason -> {
                    assertThat(reason.uid()).isEqualTo("uid-low");
                    assertThat(reason.decision())
                            .isEqualTo("evicted from node-1 to make room for pod default/high");
                });
        assertThat(server.events).extracting(Event::reason).contains("Preempted");
    }
}
