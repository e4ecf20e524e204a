package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// How old pods give way to new ones.
///
/// @param type `RollingUpdate` (also when "") or `Recreate`
public record DeploymentStrategy(
        String type, @Nullable RollingUpdate rollingUpdate, Json.Obj rest) {
    /// How many pods may be above and below the wanted number; null is 25 %.
    public record RollingUpdate(
            @Nullable IntOrString maxUnavailable, @Nullable IntOrString maxSurge) {}
}
