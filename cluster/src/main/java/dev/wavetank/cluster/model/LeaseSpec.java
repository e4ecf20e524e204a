package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// Who holds a lease and since when.
///
/// @param leaseDurationSeconds how long after `renewTime` the lease holds, in seconds
public record LeaseSpec(
        @Nullable String holderIdentity,
        @Nullable Integer leaseDurationSeconds,
        @Nullable MicroTime acquireTime,
        @Nullable MicroTime renewTime,
        @Nullable Integer leaseTransitions,
        Json.Obj rest) {}
