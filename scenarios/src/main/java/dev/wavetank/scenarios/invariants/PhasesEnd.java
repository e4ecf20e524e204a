package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A pod that has Succeeded or Failed never does anything else.
final class PhasesEnd implements Invariant.OfChange {
    @Override
    public String name() {
        return "phases-end";
    }

    @Override
    public String reason() {
        return "Jobs and ReplicaSets have counted it and made another; upstream's kubelet "
                + "restarted terminated pods (kubernetes#37447).";
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
                        && before.finished()
                        && !before.status().phase().equals(after.status().phase())
                ? Breach.of(
                        change.ref()
                                + " was "
                                + before.status().phase()
                                + " and is "
                                + after.status().phase(),
                        change.ref())
                : null;
    }
}
