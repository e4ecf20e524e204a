package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.NodeSelector;
import dev.wavetank.cluster.model.NodeSelectorTerm;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Sends pods where their `nodeSelector` and required node affinity allow, and prefers what their
/// preferred node affinity weighs most.
public final class NodeAffinity implements FilterPlugin, ScorePlugin {
    @Override
    public String name() {
        return "NodeAffinity";
    }

    @Override
    public @Nullable Filter of(Pod pod, Demand demand, NodeTable nodes) {
        return pod.spec().nodeSelector().isEmpty() && required(pod) == null
                ? null
                : new Matching(pod, nodes);
    }

    private static @Nullable NodeSelector required(Pod pod) {
        var affinity = pod.spec().affinity();
        return affinity == null || affinity.nodeAffinity() == null
                ? null
                : affinity.nodeAffinity().requiredDuringSchedulingIgnoredDuringExecution();
    }

    static boolean matches(Pod pod, Node node) {
        for (var wanted : pod.spec().nodeSelector().entrySet()) {
            if (!wanted.getValue().equals(node.meta().labels().get(wanted.getKey()))) {
                return false;
            }
        }
        var required = required(pod);
        if (required == null) {
            return true;
        }
        for (var term : required.nodeSelectorTerms()) {
            if (NodeTerms.matches(term, node)) {
                return true;
            }
        }
        return false;
    }

    private final class Matching implements Filter {
        private final Pod pod;
        private final NodeTable nodes;

        Matching(Pod pod, NodeTable nodes) {
            this.pod = pod;
            this.nodes = nodes;
        }

        @Override
        public boolean passes(int row) {
            return matches(pod, nodes.node(row));
        }

        @Override
        public List<Refusal> refusals(int row) {
            return passes(row)
                    ? List.of()
                    : List.of(
                            new Refusal(
                                    name(),
                                    "node(s) didn't match Pod's node affinity/selector",
                                    nodes.name(row),
                                    "labels as asked for",
                                    "not met: " + String.join("; or ", unmet(nodes.node(row))),
                                    true));
        }

        private List<String> unmet(Node node) {
            var selector = new ArrayList<String>();
            pod.spec()
                    .nodeSelector()
                    .forEach((label, wanted) -> {
                        String value = node.meta().labels().get(label);
                        if (!wanted.equals(value)) {
                            selector.add(
                                    "label "
                                            + label
                                            + "="
                                            + wanted
                                            + (value == null
                                                    ? " (none there)"
                                                    : " (" + value + " there)"));
                        }
                    });
            if (!selector.isEmpty()) {
                return List.of(String.join(", ", selector));
            }
            var required = required(pod);
            return required == null
                    ? List.of()
                    : required.nodeSelectorTerms().stream()
                            .map(term -> String.join(", ", NodeTerms.unmet(term, node)))
                            .toList();
        }
    }

    /// Upstream's PreFilter: when every required term names its nodes, no other is looked at.
    @Override
    public @Nullable SortedSet<String> only(Pod pod) {
        var required = required(pod);
        if (required == null || required.nodeSelectorTerms().isEmpty()) {
            return null;
        }
        var names = new TreeSet<String>();
        for (var term : required.nodeSelectorTerms()) {
            var named = named(term);
            if (named == null) {
                return null;
            }
            names.addAll(named);
        }
        return names;
    }

    private static @Nullable SortedSet<String> named(NodeSelectorTerm term) {
        TreeSet<String> names = null;
        for (var field : term.matchFields()) {
            if (field.key().equals(NodeTerms.NAME_FIELD) && field.operator().equals("In")) {
                var values = new TreeSet<>(field.values());
                if (names == null) {
                    names = values;
                } else {
                    names.retainAll(values);
                }
            }
        }
        return names;
    }

    @Override
    public @Nullable Scorer scorer(Pod pod, Demand demand, NodeTable nodes) {
        var affinity = pod.spec().affinity();
        if (affinity == null || affinity.nodeAffinity() == null) {
            return null;
        }
        var preferred = affinity.nodeAffinity().preferredDuringSchedulingIgnoredDuringExecution();
        return preferred.isEmpty()
                ? null
                : row -> {
                    long weight = 0;
                    for (var each : preferred) {
                        if (NodeTerms.matches(each.preference(), nodes.node(row))) {
                            weight += each.weight();
                        }
                    }
                    return weight;
                };
    }

    @Override
    public Scale scale() {
        return Scale.MORE_IS_BETTER;
    }

    @Override
    public boolean mayHelp(Pod refused, Change change) {
        return change.after() instanceof Node after
                && matches(refused, after)
                && !(change.before() instanceof Node before && matches(refused, before));
    }
}
