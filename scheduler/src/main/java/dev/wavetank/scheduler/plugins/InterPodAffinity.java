package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.nodes.PodTerm;

import org.jspecify.annotations.Nullable;

/// Brings pods near to those they have an affinity to, and keeps them away from those they have an
/// anti-affinity to, or that have one to them.
public final class InterPodAffinity implements FilterPlugin, ScorePlugin {
    static final String NAME = "InterPodAffinity";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable Filter of(Pod pod, Demand demand, NodeTable nodes) {
        return AffinityFilter.of(pod, nodes);
    }

    @Override
    public @Nullable Scorer scorer(Pod pod, Demand demand, NodeTable nodes) {
        return AffinityScorer.of(pod, nodes);
    }

    @Override
    public Scale scale() {
        return Scale.RANGE;
    }

    @Override
    public boolean concerns(Change change) {
        return change.object() instanceof Pod || FilterPlugin.super.concerns(change);
    }

    @Override
    public boolean mayHelp(Pod refused, Change change) {
        if (change.object() instanceof Node) {
            return true;
        }
        for (var term : PodTerm.of(refused)) {
            boolean before = meant(term, change.before());
            boolean after = meant(term, change.after());
            if ((term.sort() == PodTerm.Sort.AFFINITY && after && !before)
                    || (term.sort() == PodTerm.Sort.ANTI_AFFINITY && before && !after)) {
                return true;
            }
        }
        return repelled(refused, change.before()) && !repelled(refused, change.after());
    }

    private static boolean meant(PodTerm term, @Nullable Object pod) {
        return pod instanceof Pod other && NodeTable.counted(other) && term.pods().selects(other);
    }

    private static boolean repelled(Pod pod, @Nullable Object by) {
        return by instanceof Pod other
                && NodeTable.counted(other)
                && PodTerm.of(other, PodTerm.Sort.ANTI_AFFINITY).stream()
                        .anyMatch(term -> term.pods().selects(pod));
    }
}
