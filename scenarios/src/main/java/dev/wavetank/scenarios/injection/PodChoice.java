package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.FieldSelector;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.LabelRequirement;
import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.scenarios.faults.PodSelector;

import java.util.List;
import java.util.SortedMap;

/// Which pods a selector means.
///
/// As in Chaos Mesh, but for pods that are over or going: those are only meant when a phase or
/// their name says so, since nothing can be done to them. Without a namespace `default` is meant,
/// as if the fault stood there; pods given by name bring their own.
record PodChoice(PodSelector selector, LabelSelector labels, FieldSelector fields) {
    static PodChoice of(PodSelector selector) {
        var requirements =
                selector.expressionSelectors().stream()
                        .map(each ->
                                new LabelRequirement(each.key(), each.operator(), each.values()))
                        .toList();
        var terms =
                selector.fieldSelectors().entrySet().stream()
                        .map(each -> new FieldSelector.Term(each.getKey(), true, each.getValue()))
                        .toList();
        return new PodChoice(
                selector,
                new LabelSelector(selector.labelSelectors(), requirements),
                new FieldSelector(terms));
    }

    /// {@return the pods that are meant, sorted by namespace and name; at least one}
    ///
    /// @throws Refusal when one that is named does not exist, or when none is meant
    List<Pod> found(ClusterState state) {
        requireNamed(state);
        var table = state.table(Pod.KIND);
        var found = table.all().stream().filter(pod -> means(pod, state)).toList();
        if (found.isEmpty()) {
            throw new Refusal("the selector means no pod" + instead(state));
        }
        return found;
    }

    /// @throws Refusal when a pod or node that is named does not exist
    void requireNamed(ClusterState state) {
        selector.pods()
                .forEach((namespace, names) ->
                        names.forEach(name -> requirePod(namespace, name, state)));
        selector.nodes().forEach(name -> requireNode(name, state));
    }

    private String instead(ClusterState state) {
        var there =
                state.table(Pod.KIND).all().stream()
                        .filter(pod -> inNamespace(pod.meta().namespace()))
                        .limit(10)
                        .map(pod -> pod.key() + " " + pod.meta().labels())
                        .toList();
        return there.isEmpty()
                ? "; there is none in " + (namespaces().isEmpty() ? "the cluster" : namespaces())
                : "; there are " + String.join(", ", there);
    }

    private void requirePod(String namespace, String name, ClusterState state) {
        if (state.table(Pod.KIND).get(namespace, name) == null) {
            var there = state.table(Pod.KIND).in(namespace).stream().map(Pod::key).toList();
            throw new Refusal(
                    "there is no pod "
                            + new Key(namespace, name)
                            + "; there "
                            + (there.isEmpty() ? "is none in this namespace" : "are " + there));
        }
    }

    private static void requireNode(String name, ClusterState state) {
        if (state.table(Node.KIND).get("", name) == null) {
            var there = state.table(Node.KIND).all().stream().map(Node::key).toList();
            throw new Refusal("there is no node " + name + "; there are " + there);
        }
    }

    private List<String> namespaces() {
        return selector.namespaces().isEmpty() && selector.pods().isEmpty()
                ? List.of("default")
                : selector.namespaces();
    }

    private boolean inNamespace(String namespace) {
        var all = namespaces();
        return all.isEmpty() || all.contains(namespace);
    }

    /// {@return whether this pod is meant}
    boolean means(Pod pod, ClusterState state) {
        var meta = pod.meta();
        return inNamespace(meta.namespace())
                && (selector.pods().isEmpty()
                        ? canBeHit(pod)
                        : selector.pods()
                                .getOrDefault(meta.namespace(), List.of())
                                .contains(meta.name()))
                && labels.selects(meta.labels())
                && has(meta.annotations(), selector.annotationSelectors())
                && fields.selects(pod)
                && (selector.podPhaseSelectors().isEmpty()
                        || selector.podPhaseSelectors().contains(pod.status().phase()))
                && onNode(pod.spec().nodeName(), state);
    }

    private boolean canBeHit(Pod pod) {
        return !pod.deleting() && (!pod.finished() || !selector.podPhaseSelectors().isEmpty());
    }

    private boolean onNode(String name, ClusterState state) {
        if (!selector.nodes().isEmpty() && !selector.nodes().contains(name)) {
            return false;
        } else if (selector.nodeSelectors().isEmpty()) {
            return true;
        }
        var node = state.table(Node.KIND).get("", name);
        return node != null && has(node.meta().labels(), selector.nodeSelectors());
    }

    private static boolean has(SortedMap<String, String> all, SortedMap<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(each -> each.getValue().equals(all.get(each.getKey())));
    }
}
