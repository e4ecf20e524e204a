package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What is wanted is counted up, and nobody has seen more than there is.
final class GenerationsGrow implements Invariant.OfChange {
    @Override
    public String name() {
        return "generations-grow";
    }

    @Override
    public String reason() {
        return "observedGeneration tells whether a controller has seen a change; if it runs "
                + "ahead, or the generation goes back, a rollout counts as complete that never "
                + "began.";
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of();
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        var before = change.before();
        var after = change.after();
        if (after == null) {
            return null;
        }
        long now = after.meta().generation();
        if (before != null
                && before.meta().uid().equals(after.meta().uid())
                && now < before.meta().generation()) {
            return Breach.of(
                    change.ref()
                            + " went back from generation "
                            + before.meta().generation()
                            + " to "
                            + now,
                    change.ref());
        }
        long observed = observed(after);
        return observed > now
                ? Breach.of(
                        change.ref()
                                + " has observedGeneration "
                                + observed
                                + "; its generation is "
                                + now,
                        change.ref())
                : null;
    }

    private static long observed(Resource object) {
        return switch (object) {
            case Deployment deployment -> deployment.status().observedGeneration();
            case ReplicaSet set -> set.status().observedGeneration();
            case Pod pod -> pod.status().observedGeneration();
            default -> 0;
        };
    }
}
