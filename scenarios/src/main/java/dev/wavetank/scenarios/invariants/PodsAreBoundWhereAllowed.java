package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// At the moment of its binding a pod's node takes new pods, bears what it asks for and has no
/// taint that it does not tolerate; as the scheduler could know it.
final class PodsAreBoundWhereAllowed implements Invariant.OfChange {
    @Override
    public String name() {
        return "pods-are-bound-where-allowed";
    }

    @Override
    public String reason() {
        return "A pod on the wrong node is never moved; schedulers that had missed news of nodes "
                + "bound pods to nodes that were gone (kubernetes#56261, #94437).";
    }

    @Override
    public Excuse excuse() {
        return Excuse.CONTROL_PLANE;
    }

    private final Recent<String, Node> former = new Recent<>();

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Pod.KIND, Node.KIND);
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        if (change.before() instanceof Node node) {
            if (change.after() instanceof Node after && same(node, after)) {
                return null;
            }
            former.was(node.meta().name(), node, scene.now());
            return null;
        }
        if (!(change.after() instanceof Pod pod)
                || pod.spec().nodeName().isEmpty()
                || !(change.before() instanceof Pod before)
                || !before.spec().nodeName().isEmpty()) {
            return null;
        }
        String name = pod.spec().nodeName();
        var node = scene.state().table(Node.KIND).get("", name);
        String why = node == null ? "there is no such node" : Placement.forbids(pod, node);
        if (why == null) {
            return null;
        }
        for (var other : former.values(name, scene.now())) {
            if (Placement.forbids(pod, other) == null) {
                return null;
            }
        }
        return Breach.of(
                pod.ref() + " was bound to " + name + ": " + why,
                pod.ref(),
                Node.KIND.ref("", name));
    }

    private static boolean same(Node before, Node after) {
        return before.spec().equals(after.spec())
                && before.meta().labels().equals(after.meta().labels());
    }
}
