package dev.wavetank.node.runtime;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a runtime has of one pod.
///
/// @param sandbox the attempt of the newest sandbox
/// @param ready whether that sandbox is there, with its network
/// @param ip the pod's address; "" for pods on the node's network
/// @param containers per name the latest run, and the one before while it is kept
public record ObservedPod(
        PodIdentity pod,
        int sandbox,
        boolean ready,
        String ip,
        List<ObservedContainer> containers) {
    public ObservedPod {
        containers = List.copyOf(containers);
    }

    /// {@return the run of this container with the highest attempt, or null}
    public @Nullable ObservedContainer latest(String name) {
        ObservedContainer latest = null;
        for (var each : containers) {
            if (each.name().equals(name) && (latest == null || each.attempt() > latest.attempt())) {
                latest = each;
            }
        }
        return latest;
    }

    /// {@return the run with this attempt, or null}
    public @Nullable ObservedContainer run(String name, int attempt) {
        for (var each : containers) {
            if (each.name().equals(name) && each.attempt() == attempt) {
                return each;
            }
        }
        return null;
    }
}
