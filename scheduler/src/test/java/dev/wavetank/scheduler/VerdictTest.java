package dev.wavetank.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.NodeStatus;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.state.View;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.plugins.Refusal;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Each plugin's rule and words, seen through the verdicts they lead to.
final class VerdictTest {
    private static Verdict verdict(Pod pod, List<Node> nodes, List<Pod> others) {
        return verdict(pod, Samples.view(nodes, others), Profile.DEFAULT);
    }

    private static Verdict verdict(Pod pod, View view, Profile profile) {
        var projection = new Projection(profile.schedulerName());
        projection.show(view);
        var rules = new PodRules(profile, pod, projection.nodes());
        return new Search(profile, projection.nodes(), 0).find(pod, rules);
    }

    private static String refused(Pod pod, Node node, Pod... others) {
        if (verdict(pod, List.of(node), List.of(others)) instanceof Verdict.Unschedulable none) {
            assertThat(none.firstReasons()).isEqualTo(none.allReasons());
            var refusal = none.examples().getFirst();
            return refusal.plugin() + ": " + none.firstReasons() + " " + refusal;
        }
        return "placed";
    }

    private static String chosen(Pod pod, Node... nodes) {
        return chosen(pod, List.of(nodes), List.of());
    }

    private static String chosen(Pod pod, List<Node> nodes, List<Pod> others) {
        return verdict(pod, nodes, others) instanceof Verdict.Placed placed ? placed.node() : "";
    }

    private static Node node(String spec, String labels) {
        return Samples.node("node-1", "4", "8Gi", spec, labels);
    }

    @Test
    void aCordonedNodeTakesOnlyPodsThatTolerateIt() {
        var cordoned = node("{unschedulable: true}", "{}");
        assertThat(refused(Samples.pod("p", "containers: []"), cordoned))
                .isEqualTo(
                        "NodeUnschedulable: {node(s) were unschedulable=1} node-1: a node that"
                                + " takes new pods, spec.unschedulable is true: it is cordoned");
        var tolerating =
                Samples.pod(
                        "p",
                        "tolerations: [{key: node.kubernetes.io/unschedulable, operator: Exists}]");
        assertThat(refused(tolerating, cordoned)).isEqualTo("placed");
    }

    @Test
    void aPodThatNamesItsNodeGoesNowhereElse() {
        var named = Samples.on("node-2", Samples.pod("p", "containers: []"));
        assertThat(refused(named, node("{}", "{}")))
                .isEqualTo(
                        "NodeName: {node(s) didn't match the requested node name=1} node-1:"
                                + " spec.nodeName is node-2, this is another node");
        assertThat(chosen(named, node("{}", "{}"), Samples.node("node-2", "1", "1Gi")))
                .isEqualTo("node-2");
    }

    @Test
    void everyTaintThatRepelsMustBeTolerated() {
        var tainted =
                node(
                        "{taints: [{key: a, value: x, effect: NoSchedule},"
                                + " {key: b, effect: NoExecute},"
                                + " {key: c, effect: PreferNoSchedule}]}",
                        "{}");
        assertThat(refused(Samples.pod("p", "tolerations: [{key: a, value: x}]"), tainted))
                .isEqualTo(
                        "TaintToleration: {node(s) had untolerated taint(s)=1} node-1: a toleration"
                                + " of each taint, not tolerated: b:NoExecute");
        assertThat(refused(Samples.pod("p", "tolerations: [{key: b, operator: Exists}]"), tainted))
                .endsWith("not tolerated: a=x:NoSchedule");
        assertThat(refused(Samples.pod("p", "tolerations: [{operator: Exists}]"), tainted))
                .isEqualTo("placed");
    }

    @Test
    void aNodeWithFewerUntoleratedPreferencesIsPreferred() {
        var avoided =
                Samples.node(
                        "node-1",
                        "8",
                        "16Gi",
                        "{taints: [{key: a, effect: PreferNoSchedule}]}",
                        "{}");
        var small = Samples.node("node-2", "4", "8Gi");
        assertThat(chosen(Samples.asking("p", "1", "1Gi"), avoided, small)).isEqualTo("node-2");
        var tolerating =
                Samples.pod(
                        "p",
                        "tolerations: [{key: a, operator: Exists}]\n"
                                + "containers: [{name: c, resources: {requests: {cpu: 1}}}]");
        assertThat(chosen(tolerating, avoided, small)).isEqualTo("node-1");
    }

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
        assertThat(Wording.failed(both, (Verdict.Unschedulable) verdict(both, nodes, List.of())))
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

    @Test
    void aHostPortIsGivenOncePerNode() {
        String spec = "containers: [{name: c, ports: [{containerPort: 80, hostPort: 8080%s}]}]";
        var taking = Samples.on("node-1", Samples.pod("a", spec.formatted("")));
        assertThat(refused(Samples.pod("b", spec.formatted("")), node("{}", "{}"), taking))
                .isEqualTo(
                        "NodePorts: {node(s) didn't have free ports for the requested pod ports=1}"
                            + " node-1: host ports [TCP 0.0.0.0:8080], taken: TCP 0.0.0.0:8080");
        assertThat(
                        refused(
                                Samples.pod("b", spec.formatted(", protocol: UDP")),
                                node("{}", "{}"),
                                taking))
                .isEqualTo("placed");
        var here = Samples.on("node-1", Samples.pod("a", spec.formatted(", hostIP: 10.0.0.1")));
        assertThat(refused(Samples.pod("b", spec.formatted("")), node("{}", "{}"), here))
                .endsWith("taken: TCP 0.0.0.0:8080");
        assertThat(
                        refused(
                                Samples.pod("b", spec.formatted(", hostIP: 10.0.0.2")),
                                node("{}", "{}"),
                                here))
                .isEqualTo("placed");
    }

    @Test
    void everyResourceMustFitAndEachThatDoesNotIsNamed() {
        var pod =
                Samples.pod(
                        "p",
                        "containers: [{name: c, resources: {requests: {cpu: 3500m, memory: 9Gi,"
                                + " ephemeral-storage: 1Gi, example.com/gpu: 2}}}]");
        var other = Samples.on("node-1", Samples.asking("o", "1", "1Gi"));
        var none = (Verdict.Unschedulable) verdict(pod, List.of(node("{}", "{}")), List.of(other));
        assertThat(none.examples().stream().map(Refusal::toString))
                .containsExactly(
                        "node-1: cpu requested 3500m, free 3",
                        "node-1: ephemeral-storage requested 1Gi, free 0",
                        "node-1: example.com/gpu requested 2, free 0",
                        "node-1: memory requested 9Gi, free 7Gi");
        assertThat(Wording.failed(pod, none))
                .isEqualTo(
                        "0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient"
                                + " ephemeral-storage, 1 Insufficient example.com/gpu, 1"
                                + " Insufficient memory. no new claims to deallocate, preemption:"
                                + " 0/1 nodes are available: 1 Preemption is not helpful for"
                                + " scheduling.");
    }

    @Test
    void aNodeTakesNoMorePodsThanItAllows() {
        var full = Samples.node("node-1", "4", "8Gi");
        var allowed = new TreeMap<>(full.status().allocatable());
        allowed.put("pods", Quantity.of("1"));
        var status = new NodeStatus(allowed, allowed, List.of(), List.of(), full.status().rest());
        var other = Samples.on("node-1", Samples.pod("o", "containers: []"));
        assertThat(refused(Samples.pod("p", "containers: []"), full.withStatus(status), other))
                .isEqualTo(
                        "NodeResourcesFit: {Too many pods=1} node-1: room for 1 more pod, 1 of 1"
                                + " there");
        assertThat(
                        refused(
                                Samples.pod("p", "containers: []"),
                                full.withStatus(status),
                                Samples.ended(other)))
                .isEqualTo("placed");
    }

    @Test
    void theNodeWithMoreLeftIsPreferred() {
        var nodes = List.of(Samples.node("node-1", "4", "8Gi"), Samples.node("node-2", "4", "8Gi"));
        var others = List.of(Samples.on("node-1", Samples.asking("o", "2", "4Gi")));
        var placed = (Verdict.Placed) verdict(Samples.asking("p", "1", "2Gi"), nodes, others);
        assertThat(placed.best().stream().map(Ranked::toString))
                .containsExactly(
                        "node-2: 475 = TaintToleration 100 x 3 + NodeResourcesFit 75"
                                + " + NodeResourcesBalancedAllocation 100",
                        "node-1: 425 = TaintToleration 100 x 3 + NodeResourcesFit 25"
                                + " + NodeResourcesBalancedAllocation 100");
    }

    @Test
    void podsThatAskForNothingAreSpreadAsIfTheyAskedForALittle() {
        var nodes = List.of(Samples.node("node-1", "4", "8Gi"), Samples.node("node-2", "4", "8Gi"));
        var others = List.of(Samples.on("node-1", Samples.pod("o", "containers: [{name: c}]")));
        var placed =
                (Verdict.Placed)
                        verdict(Samples.pod("p", "containers: [{name: c}]"), nodes, others);
        // 100m of 4 and 200Mi of 8Gi each; no word of balance from a pod that asks for neither.
        assertThat(placed.best().stream().map(Ranked::toString))
                .containsExactly(
                        "node-2: 397 = TaintToleration 100 x 3 + NodeResourcesFit 97",
                        "node-1: 395 = TaintToleration 100 x 3 + NodeResourcesFit 95");
    }

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
        var none = (Verdict.Unschedulable) verdict(pod, List.of(node("{}", "{}")), List.of());
        assertThat(Wording.failed(pod, none))
                .isEqualTo(
                        "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate,"
                                + " preemption: not eligible due to preemptionPolicy=Never.");
    }

    @Test
    void aPodOfHighPriorityIsToldThatNobodyIsEvicted() {
        var pod =
                Samples.pod(
                        "p",
                        "priority: 10\n"
                                + "containers: [{name: c, resources: {requests: {cpu: 4}}}]");
        var other = Samples.on("node-1", Samples.asking("o", "1", "0"));
        var none = verdict(pod, List.of(node("{}", "{}")), List.of(other));
        assertThat(Wording.reason(pod, Demand.of(pod), none, "default-scheduler").details())
                .contains("priority 10 evicts nobody: Wavetank does not preempt yet");
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
