package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Which nodes a pod demands and which it prefers.
public record NodeAffinity(
        @Nullable NodeSelector requiredDuringSchedulingIgnoredDuringExecution,
        List<PreferredNodes> preferredDuringSchedulingIgnoredDuringExecution,
        Json.Obj rest) {
    public NodeAffinity {
        preferredDuringSchedulingIgnoredDuringExecution =
                List.copyOf(preferredDuringSchedulingIgnoredDuringExecution);
    }
}
