package dev.wavetank.scheduler;

import static dev.wavetank.scheduler.Verdicts.chosen;
import static dev.wavetank.scheduler.Verdicts.node;
import static dev.wavetank.scheduler.Verdicts.refused;
import static dev.wavetank.scheduler.Verdicts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Node selector and node affinity: what a pod says about the labels of its node.
final class VerdictOnLabelsTest {
    @Test
    void labelsMustBeAsTheNodeSelectorSays() {
        var pod = Samples.pod("p", "nodeSelector: {disk: ssd, zone: a}");
        assertThat(refused(pod, node("{}", "{disk: hdd}")))
                .isEqualTo(
                        "NodeAffinity: {node(s) didn't match Pod's node affinity/selector=1}"
                                + " node-1: labels as asked for, not met: label disk=ssd (hdd"
                                + " there), label zone=a (none there)");
        assertThat(refused(pod, node("{}", "{disk: ssd, zone: a}"))).isEqualTo("placed");
    }

    @Test
    void everyOperatorOfNodeAffinityMeansWhatItSays() {
        assertThat(matches("{key: a, operator: In, values: [x, w]}", "{a: w}")).isTrue();
        assertThat(matches("{key: a, operator: In, values: [x, w]}", "{a: z}")).isFalse();
        assertThat(matches("{key: a, operator: NotIn, values: [x]}", "{a: w}")).isTrue();
        assertThat(matches("{key: a, operator: NotIn, values: [x]}", "{}")).isTrue();
        assertThat(matches("{key: a, operator: NotIn, values: [x]}", "{a: x}")).isFalse();
        assertThat(matches("{key: a, operator: Exists}", "{a: x}")).isTrue();
        assertThat(matches("{key: a, operator: Exists}", "{}")).isFalse();
        assertThat(matches("{key: a, operator: DoesNotExist}", "{}")).isTrue();
        assertThat(matches("{key: a, operator: DoesNotExist}", "{a: x}")).isFalse();
        assertThat(matches("{key: a, operator: Gt, values: ['9']}", "{a: '10'}")).isTrue();
        assertThat(matches("{key: a, operator: Gt, values: ['9']}", "{a: '9'}")).isFalse();
        assertThat(matches("{key: a, operator: Gt, values: ['9']}", "{a: many}")).isFalse();
        assertThat(matches("{key: a, operator: Lt, values: ['9']}", "{a: '8'}")).isTrue();
        assertThat(matches("{key: a, operator: Lt, values: ['9']}", "{}")).isFalse();
    }

    @Test
    void oneTermMustBeMetAndAnEmptyOneIsMetByNone() {
        var two =
                requiring(
                        "{matchExpressions: [{key: a, operator: Exists}]},"
                                + " {matchExpressions: [{key: b, operator: Exists},"
                                + " {key: c, operator: In, values: [x]}]}");
        assertThat(refused(two, node("{}", "{a: x}"))).isEqualTo("placed");
        assertThat(refused(two, node("{}", "{b: x, c: x}"))).isEqualTo("placed");
        assertThat(refused(two, node("{}", "{b: x}")))
                .endsWith("not met: label a Exists (none there); or label c In [x] (none there)");
        assertThat(refused(requiring("{}"), node("{}", "{a: x}")))
                .endsWith("not met: an empty term, which no node matches");
    }

    @Test
    void aPodMayNameItsNodesByAffinityAndThenNoOtherIsLookedAt() {
        var pod =
                requiring("{matchFields: [{key: metadata.name, operator: In, values: [node-2]}]}");
        var nodes = List.of(node("{}", "{}"), Samples.node("node-2", "0", "0"));
        assertThat(chosen(pod, nodes, List.of())).isEqualTo("node-2");
        var big = pod.withSpec(Samples.asking("p", "1", "0").spec());
        var both =
                Samples.pod(
                        "p",
                        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                                + " {nodeSelectorTerms: [{matchFields: [{key: metadata.name,"
                                + " operator: In, values: [node-2]}]}]}}}\n"
                                + "containers: [{name: c, resources: {requests: {cpu: 1}}}]");
        assertThat(chosen(big, nodes, List.of())).isEqualTo("node-1");
        assertThat(Verdicts.failed(both, nodes, List.of()))
                .isEqualTo(
                        "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't satisfy"
                                + " plugin(s) [NodeAffinity]. no new claims to deallocate,"
                                + " preemption: 0/2 nodes are available: 2 Preemption is not"
                                + " helpful for scheduling.");
    }

    @Test
    void theNodeWithTheHigherWeightOfPreferencesIsPreferred() {
        var pod =
                Samples.pod(
                        "p",
                        "affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution:"
                                + " [{weight: 10, preference: {matchExpressions:"
                                + " [{key: a, operator: Exists}]}},"
                                + " {weight: 30, preference: {matchExpressions:"
                                + " [{key: b, operator: Exists}]}}]}}");
        var one = Samples.node("node-1", "8", "16Gi", "{}", "{a: x}");
        var other = Samples.node("node-2", "4", "8Gi", "{}", "{b: x}");
        assertThat(chosen(pod, one, other)).isEqualTo("node-2");
        var placed = (Verdict.Placed) verdict(pod, List.of(one, other), List.of());
        assertThat(placed.best().toString())
                .contains("NodeAffinity 33 x 2", "NodeAffinity 100 x 2");
    }

    private static Pod requiring(String terms) {
        return Samples.pod(
                "p",
                "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
                        + " {nodeSelectorTerms: ["
                        + terms
                        + "]}}}");
    }

    private static boolean matches(String requirement, String labels) {
        var pod = requiring("{matchExpressions: [" + requirement + "]}");
        return refused(pod, node("{}", labels)).equals("placed");
    }
}
