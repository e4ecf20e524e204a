package dev.wavetank.scheduler;

import static dev.wavetank.scheduler.Verdicts.node;
import static dev.wavetank.scheduler.Verdicts.refused;
import static dev.wavetank.scheduler.Verdicts.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.NodeStatus;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.scheduler.plugins.Refusal;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeMap;

/// Resources, room and host ports: what must be free, and where more is left.
final class VerdictOnResourcesTest {
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
        assertThat(Verdicts.failed(pod, List.of(node("{}", "{}")), List.of(other)))
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
}
