package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The number of restarts of a container never falls.
final class RestartsCount implements Invariant.OfChange {
    @Override
    public String name() {
        return "restarts-count";
    }

    @Override
    public String reason() {
        return "Names of runs and back-off follow from it: after a clock step an attempt got a "
                + "number twice and its container never started (kubernetes#134153).";
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Pod.KIND);
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        if (!(change.before() instanceof Pod before)
                || !(change.after() instanceof Pod after)
                || !before.meta().uid().equals(after.meta().uid())) {
            return null;
        }
        var found =
                fell(
                        change,
                        before.status().containerStatuses(),
                        after.status().containerStatuses());
        return found != null
                ? found
                : fell(
                        change,
                        before.status().initContainerStatuses(),
                        after.status().initContainerStatuses());
    }

    private static @Nullable Breach fell(
            Change change, List<ContainerStatus> before, List<ContainerStatus> after) {
        if (before.equals(after)) {
            return null;
        }
        for (var was : before) {
            for (var is : after) {
                if (was.name().equals(is.name()) && is.restartCount() < was.restartCount()) {
                    return Breach.of(
                            "container "
                                    + is.name()
                                    + " of "
                                    + change.ref()
                                    + " had restarted "
                                    + was.restartCount()
                                    + " times and now only "
                                    + is.restartCount(),
                            change.ref());
                }
            }
        }
        return null;
    }
}
