package dev.wavetank.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;

import java.util.List;

/// Asks for verdicts, and says them in a line.
final class Verdicts {
    private Verdicts() {}

    /// What the default profile says of `pod` on these nodes with these pods on them.
    static Verdict verdict(Pod pod, List<Node> nodes, List<Pod> others) {
        var projection = new Projection(Profile.DEFAULT.schedulerName());
        projection.show(Samples.view(nodes, others));
        var rules = new PodRules(Profile.DEFAULT, pod, projection.nodes());
        return new Search(Profile.DEFAULT, projection.nodes(), 0).find(pod, rules);
    }

    /// The message of the event FailedScheduling.
    static String failed(Pod pod, List<Node> nodes, List<Pod> others) {
        var projection = new Projection(Profile.DEFAULT.schedulerName());
        var view = Samples.view(nodes, others);
        projection.show(view);
        var rules = new PodRules(Profile.DEFAULT, pod, projection.nodes());
        var verdict = new Search(Profile.DEFAULT, projection.nodes(), 0).find(pod, rules);
        var eviction =
                new Preemption(projection.nodes(), view.table(Pod.KIND), Samples.START)
                        .find(pod, rules);
        return Wording.failed((Verdict.Unschedulable) verdict, eviction);
    }

    /// The first plugin that refuses `node`, in the words of the event and of the explanation, or
    /// "placed".
    static String refused(Pod pod, Node node, Pod... others) {
        if (verdict(pod, List.of(node), List.of(others)) instanceof Verdict.Unschedulable none) {
            assertThat(none.firstReasons()).isEqualTo(none.allReasons());
            var refusal = none.examples().getFirst();
            return refusal.plugin() + ": " + none.firstReasons() + " " + refusal;
        }
        return "placed";
    }

    /// The name of the node that is chosen, empty if none is.
    static String chosen(Pod pod, Node... nodes) {
        return chosen(pod, List.of(nodes), List.of());
    }

    static String chosen(Pod pod, List<Node> nodes, List<Pod> others) {
        return verdict(pod, nodes, others) instanceof Verdict.Placed placed ? placed.node() : "";
    }

    /// A node of 4 CPUs and 8Gi.
    static Node node(String spec, String labels) {
        return Samples.node("node-1", "4", "8Gi", spec, labels);
    }
}
