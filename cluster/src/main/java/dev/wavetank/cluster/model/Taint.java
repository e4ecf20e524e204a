package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What keeps pods off a node unless they tolerate it.
///
/// @param effect `NoSchedule`, `PreferNoSchedule` or `NoExecute`
/// @param timeAdded when a `NoExecute` taint was put there
public record Taint(
        @Wire(always = true) String key,
        String value,
        @Wire(always = true) String effect,
        @Nullable Instant timeAdded,
        Json.Obj rest) {
    public Taint {
        timeAdded = Timestamps.whole(timeAdded);
    }

    @Override
    public String toString() {
        return key + (value.isEmpty() ? "" : "=" + value) + ":" + effect;
    }
}
