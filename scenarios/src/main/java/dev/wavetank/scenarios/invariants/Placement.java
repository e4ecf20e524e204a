package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.NodeSelectorRequirement;
import dev.wavetank.cluster.model.NodeSelectorTerm;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Taint;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Whether a pod may be bound to a node. Written without the scheduler, whose work it judges.
final class Placement {
    private static final Taint CORDONED =
            new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule", null, Json.Obj.EMPTY);

    private Placement() {}

    /// {@return what speaks against it; null when nothing does}
    static @Nullable String forbids(Pod pod, Node node) {
        if (node.spec().unschedulable() && !bears(pod, CORDONED)) {
            return "it is cordoned";
        }
        for (var taint : node.spec().taints()) {
            if (!taint.effect().equals("PreferNoSchedule") && !bears(pod, taint)) {
                return "it has the taint " + taint + ", which the pod does not tolerate";
            }
        }
        for (var wanted : pod.spec().nodeSelector().entrySet()) {
            if (!wanted.getValue().equals(node.meta().labels().get(wanted.getKey()))) {
                return "it lacks the label " + wanted.getKey() + "=" + wanted.getValue();
            }
        }
        var terms = terms(pod);
        return terms == null || terms.stream().anyMatch(term -> matches(term, node))
                ? null
                : "it meets no term of the pod's node affinity";
    }

    private static boolean bears(Pod pod, Taint taint) {
        return pod.spec().tolerations().stream().anyMatch(each -> each.bears(taint));
    }

    private static @Nullable List<NodeSelectorTerm> terms(Pod pod) {
        var affinity = pod.spec().affinity();
        var nodes = affinity == null ? null : affinity.nodeAffinity();
        var required =
                nodes == null ? null : nodes.requiredDuringSchedulingIgnoredDuringExecution();
        return required == null ? null : required.nodeSelectorTerms();
    }

    private static boolean matches(NodeSelectorTerm term, Node node) {
        boolean asks = !term.matchExpressions().isEmpty() || !term.matchFields().isEmpty();
        return asks
                && term.matchExpressions().stream()
                        .allMatch(each -> holds(each, node.meta().labels().get(each.key())))
                && term.matchFields().stream()
                        .allMatch(each ->
                                each.key().equals("metadata.name")
                                        && holds(each, node.meta().name()));
    }

    private static boolean holds(NodeSelectorRequirement wanted, @Nullable String value) {
        return switch (wanted.operator()) {
            case "In" -> value != null && wanted.values().contains(value);
            case "NotIn" -> value == null || !wanted.values().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> value != null && number(value) > number(wanted.values().getFirst());
            case "Lt" -> value != null && number(value) < number(wanted.values().getFirst());
            default -> false;
        };
    }

    /// {@return the number; the API server lets no other text be compared}
    private static long number(String text) {
        return Long.parseLong(text);
    }
}
