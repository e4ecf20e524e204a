package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A pod stays on the node it was bound to.
final class BindingsStay implements Invariant.OfChange {
    @Override
    public String name() {
        return "bindings-stay";
    }

    @Override
    public String reason() {
        return "A node starts what is bound to it; a pod that moves runs twice (kubernetes#56261: "
                + "a scheduler that had missed a node's deletion).";
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Pod.KIND);
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        return change.before() instanceof Pod before
                        && change.after() instanceof Pod after
                        && before.meta().uid().equals(after.meta().uid())
                        && !before.spec().nodeName().isEmpty()
                        && !before.spec().nodeName().equals(after.spec().nodeName())
                ? Breach.of(
                        change.ref()
                                + " was bound to "
                                + before.spec().nodeName()
                                + " and is moved to \""
                                + after.spec().nodeName()
                                + "\"",
                        change.ref())
                : null;
    }
}
