package dev.wavetank.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.Ties;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Comparator;
import java.util.List;

/// Which changes make the scheduler look, and which of equal nodes it takes.
final class TouchedTest {
    private final Scheduler scheduler = new Scheduler(Profile.DEFAULT);

    private boolean looks(@Nullable Resource before, @Nullable Resource after) {
        var view = Samples.view(List.of(), List.of());
        return !scheduler.touched(new Change(0, before, after), view).isEmpty();
    }

    private static Pod ready(Pod pod) {
        return pod.withStatus(pod.status().withPhase("Running"));
    }

    @Test
    void whatNodesSayOfTheirHealthLeavesItCold() {
        var node = Samples.node("node-1", "4", "8Gi");
        assertThat(looks(node, node.withMeta(node.meta().withResourceVersion(9)))).isFalse();
    }

    @Test
    void aNodesSpecItsLabelsAndItsAmountsMatter() {
        var node = Samples.node("node-1", "4", "8Gi");
        assertThat(looks(node, Samples.node("node-1", "4", "8Gi", "{unschedulable: true}", "{}")))
                .isTrue();
        assertThat(looks(node, Samples.node("node-1", "4", "8Gi", "{}", "{a: b}"))).isTrue();
        assertThat(looks(node, Samples.node("node-1", "5", "8Gi"))).isTrue();
        assertThat(looks(null, node)).isTrue();
        assertThat(looks(node, null)).isTrue();
    }

    @Test
    void aBoundPodMattersWhenItEndsOrAsksForAnotherAmountAndNotWhenItRuns() {
        var bound = Samples.on("node-1", Samples.asking("web", "1", "1Gi"));
        assertThat(looks(bound, ready(bound))).isFalse();
        assertThat(looks(bound, Samples.ended(bound))).isTrue();
        assertThat(looks(bound, Samples.on("node-1", Samples.asking("web", "2", "1Gi")))).isTrue();
        assertThat(looks(bound, null)).isTrue();
    }

    @Test
    void aPodThatWaitsOrWaitedForThisSchedulerMatters() {
        var pod = Samples.asking("web", "1", "1Gi");
        assertThat(looks(pod, pod.withMeta(pod.meta().withLabel("a", "b")))).isTrue();
        assertThat(looks(pod, pod.withMeta(pod.meta().withDeletion(Samples.START.wall(), 30L))))
                .isTrue();
    }

    @Test
    void ofEqualNodesTheOneWithTheHighestDrawIsTaken() {
        var names = List.of("node-1", "node-2", "node-3", "node-4");
        var nodes = names.stream().map(name -> Samples.node(name, "4", "8Gi")).toList();
        for (String pod : List.of("a", "b", "c", "d", "e")) {
            long hash = Ties.hash("uid-" + pod);
            var order = Comparator.comparingLong((String name) -> Ties.draw(hash, Ties.hash(name)));
            assertThat(Verdicts.chosen(Samples.asking(pod, "1", "1Gi"), nodes, List.of()))
                    .isEqualTo(names.stream().max(order).orElseThrow());
        }
    }
}
