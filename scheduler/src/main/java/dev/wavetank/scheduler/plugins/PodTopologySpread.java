package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.nodes.SpreadConstraint;

import org.jspecify.annotations.Nullable;

/// Spreads like pods over zones, nodes or whatever label `topologySpreadConstraints` name.
///
/// Upstream's default constraints, for pods that have none of their own, do not exist here.
public final class PodTopologySpread implements FilterPlugin, ScorePlugin {
    static final String NAME = "PodTopologySpread";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Filter of(Pod pod, Demand demand, NodeTable nodes) {
        var constraints = SpreadConstraint.of(pod, true);
        return constraints.isEmpty() ? null : new SpreadFilter(pod, constraints, nodes);
    }

    @Override
    public @Nullable Scorer scorer(Pod pod, Demand demand, NodeTable nodes) {
        var constraints = SpreadConstraint.of(pod, false);
        return constraints.isEmpty() ? null : new SpreadScorer(pod, constraints, nodes);
    }

    @Override
    public Scale scale() {
        return Scale.EVEN;
    }

    /// {@return whether a node counts for a constraint}
    static boolean counts(SpreadConstraint constraint, Pod pod, NodeTable nodes, int row) {
        return (!constraint.byAffinity() || NodeAffinity.matches(pod, nodes.node(row)))
                && (!constraint.byTaints() || TaintToleration.bears(pod, nodes.repelling(row)));
    }

    @Override
    public boolean concerns(Change change) {
        return change.object() instanceof Pod
                || change.deleted()
                || FilterPlugin.super.concerns(change);
    }

    @Override
    public boolean mayHelp(Pod refused, Change change) {
        if (change.object() instanceof Node) {
            return true;
        }
        for (var constraint : SpreadConstraint.of(refused, true)) {
            if (counts(constraint, change.before()) != counts(constraint, change.after())) {
                return true;
            }
        }
        return false;
    }

    private static boolean counts(SpreadConstraint constraint, @Nullable Object pod) {
        return pod instanceof Pod other
                && NodeTable.counted(other)
                && constraint.pods().selects(other);
    }
}
