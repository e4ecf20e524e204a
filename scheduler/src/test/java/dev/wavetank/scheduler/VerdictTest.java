package dev.wavetank.scheduler;

import static dev.wavetank.scheduler.Verdicts.node;
import static dev.wavetank.scheduler.Verdicts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.scheduler.plugins.Refusal;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What a verdict tells of the refusals, and how many nodes it looks at.
final class VerdictTest {
    @Test
    void theEventNamesTheFirstPluginThatRefusesTheExplanationAll() {
        var node =
                Samples.node(
                        "node-1", "1", "1Gi", "{taints: [{key: a, effect: NoSchedule}]}", "{}");
        var none =
                (Verdict.Unschedulable)
                        verdict(Samples.asking("p", "2", "0"), List.of(node), List.of());
        assertThat(none.firstReasons()).containsOnlyKeys("node(s) had untolerated taint(s)");
        assertThat(none.allReasons())
                .containsOnlyKeys("node(s) had untolerated taint(s)", "Insufficient cpu");
        assertThat(none.plugins()).containsExactly("TaintToleration");
        assertThat(none.examples()).hasSize(2);
    }

    @Test
    void aPodThatMayNotPreemptIsToldSo() {
        var pod =
                Samples.pod(
                        "p",
                        "preemptionPolicy: Never\n"
                                + "containers: [{name: c, resources: {requests: {cpu: 9}}}]");
        assertThat(Verdicts.failed(pod, List.of(node("{}", "{}")), List.of()))
                .isEqualTo(
                        "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate,"
                                + " preemption: not eligible due to preemptionPolicy=Never.");
    }

    @Test
    void anExplanationAsksEveryNodeAsIfThePodWereNotBound() {
        var bound = Samples.on("node-1", Samples.asking("p", "3", "1Gi"));
        var view =
                Samples.view(
                        List.of(
                                Samples.node("node-1", "4", "8Gi"),
                                Samples.node("node-2", "2", "8Gi"),
                                Samples.node("node-3", "4", "8Gi", "{unschedulable: true}", "{}")),
                        List.of(bound));
        var explanation = Explanation.of(Profile.DEFAULT, bound, view);
        assertThat(explanation.ranked()).extracting(Ranked::node).containsExactly("node-1");
        assertThat(explanation.refusals())
                .extracting(Refusal::toString)
                .containsExactly(
                        "node-2: cpu requested 3, free 2",
                        "node-3: a node that takes new pods, spec.unschedulable is true: it is"
                                + " cordoned");
    }

    @Test
    void aSearchEndsWhenEnoughNodesFitAndTheNextBeginsThere() {
        var nodes = new ArrayList<Node>();
        for (int i = 100; i < 300; i++) {
            nodes.add(Samples.node("node-" + i, "4", "8Gi"));
        }
        var projection = new Projection("default-scheduler");
        projection.show(Samples.view(nodes, List.of()));
        var search = new Search(Profile.DEFAULT, projection.nodes(), 150);
        var pod = Samples.asking("p", "1", "1Gi");
        var placed =
                (Verdict.Placed)
                        search.find(pod, new PodRules(Profile.DEFAULT, pod, projection.nodes()));
        assertThat(placed.looked()).isEqualTo(100);
        assertThat(placed.feasible()).isEqualTo(100);
        assertThat(placed.best()).hasSize(10);
        assertThat(search.start()).isEqualTo(50);
        int number = Integer.parseInt(requireNonNull(placed.node()).substring(5));
        assertThat(number < 150 || number >= 250).isTrue();
    }

    @Test
    void howManyNodesAreLookedForDependsOnHowManyThereAre() {
        assertThat(Profile.DEFAULT.nodesToFind(3)).isEqualTo(3);
        assertThat(Profile.DEFAULT.nodesToFind(100)).isEqualTo(100);
        assertThat(Profile.DEFAULT.nodesToFind(1000)).isEqualTo(420);
        assertThat(Profile.DEFAULT.nodesToFind(5000)).isEqualTo(500);
        assertThat(Profile.DEFAULT.nodesToFind(10_000)).isEqualTo(500);
    }
}
