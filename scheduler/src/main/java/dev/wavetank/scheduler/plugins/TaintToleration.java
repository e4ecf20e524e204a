package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Taint;
import dev.wavetank.cluster.model.Toleration;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;

import java.util.ArrayList;
import java.util.List;

/// Keeps pods off nodes whose taints they do not tolerate, and prefers nodes with fewer
/// `PreferNoSchedule` taints that they do not.
public final class TaintToleration implements FilterPlugin, ScorePlugin {
    @Override
    public String name() {
        return "TaintToleration";
    }

    @Override
    public Filter of(Pod pod, Demand demand, NodeTable nodes) {
        return new Tolerating(pod.spec().tolerations(), nodes);
    }

    private static boolean borne(Taint taint, List<Toleration> tolerations) {
        for (int i = 0; i < tolerations.size(); i++) {
            if (tolerations.get(i).bears(taint)) {
                return true;
            }
        }
        return false;
    }

    /// {@return whether the pod tolerates all of these}
    static boolean bears(Pod pod, Taint[] taints) {
        for (var taint : taints) {
            if (!borne(taint, pod.spec().tolerations())) {
                return false;
            }
        }
        return true;
    }

    private final class Tolerating implements Filter {
        private final List<Toleration> tolerations;
        private final NodeTable nodes;

        Tolerating(List<Toleration> tolerations, NodeTable nodes) {
            this.tolerations = tolerations;
            this.nodes = nodes;
        }

        @Override
        public boolean passes(int row) {
            for (var taint : nodes.repelling(row)) {
                if (!borne(taint, tolerations)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public List<Refusal> refusals(int row) {
            var taints = new ArrayList<String>();
            for (var taint : nodes.repelling(row)) {
                if (!borne(taint, tolerations)) {
                    taints.add(taint.toString());
                }
            }
            // One refusal a node, however many taints: the event counts nodes.
            return taints.isEmpty()
                    ? List.of()
                    : List.of(
                            new Refusal(
                                    name(),
                                    "node(s) had untolerated taint(s)",
                                    nodes.name(row),
                                    "a toleration of each taint",
                                    "not tolerated: " + String.join(", ", taints),
                                    true));
        }
    }

    @Override
    public Scorer scorer(Pod pod, Demand demand, NodeTable nodes) {
        var tolerations = pod.spec().tolerations();
        return row -> {
            long unborne = 0;
            for (var taint : nodes.discouraging(row)) {
                unborne += borne(taint, tolerations) ? 0 : 1;
            }
            return unborne;
        };
    }

    @Override
    public Scale scale() {
        return Scale.LESS_IS_BETTER;
    }

    @Override
    public boolean mayHelp(Pod refused, Change change) {
        if (!(change.after() instanceof Node after)
                || (change.before() instanceof Node before
                        && before.spec().taints().equals(after.spec().taints()))) {
            return false;
        }
        for (var taint : after.spec().taints()) {
            if (!taint.effect().equals("PreferNoSchedule")
                    && !borne(taint, refused.spec().tolerations())) {
                return false;
            }
        }
        return true;
    }
}
