package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// Where a pod wants to run, beyond its `nodeSelector`; pod affinities are kept in `rest`.
public record Affinity(@Nullable NodeAffinity nodeAffinity, Json.Obj rest) {}
