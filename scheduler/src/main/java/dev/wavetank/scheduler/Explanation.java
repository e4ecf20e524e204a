package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.state.View;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.plugins.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What every node has to say to one pod: the full table of which a [Verdict] keeps a part.
///
/// @param ranked the nodes that can take the pod, best first, with all scores
/// @param refusals every reason of every other node, by the nodes' names
public record Explanation(List<Ranked> ranked, List<Refusal> refusals) {
    public Explanation {
        ranked = List.copyOf(ranked);
        refusals = List.copyOf(refusals);
    }

    /// {@return the explanation for a pod in a state of the cluster}
    ///
    /// All nodes are asked, also where a search would have ended early. A pod that is bound is
    /// explained as if it were not yet.
    public static Explanation of(Profile profile, Pod pod, View view) {
        var nodes = new NodeTable();
        for (var change : Table.empty(Node.KIND).changesTo(view.table(Node.KIND))) {
            nodes.apply(change);
        }
        for (var other : view.all(Pod.KIND)) {
            if (!other.meta().uid().equals(pod.meta().uid())) {
                nodes.apply(new Change(0, null, other));
            }
        }
        var free = pod.withSpec(pod.spec().withNodeName(""));
        var rules = new PodRules(profile, free, nodes);
        var feasible = new int[nodes.order().length];
        int found = 0;
        var refusals = new ArrayList<Refusal>();
        for (int row : nodes.order()) {
            var leftOut = leftOut(rules, nodes.name(row));
            if (leftOut != null) {
                refusals.add(leftOut);
            } else if (rules.firstRefusing(row) < 0) {
                feasible[found++] = row;
            } else {
                refusals.addAll(rules.refusals(row));
            }
        }
        var ranked = new Search(profile, nodes, 0).best(free, rules, feasible, found, found);
        return new Explanation(ranked, refusals);
    }

    private static @Nullable Refusal leftOut(PodRules rules, String node) {
        return rules.only == null || rules.only.contains(node)
                ? null
                : rules.leftOut(node, rules.only);
    }
}
