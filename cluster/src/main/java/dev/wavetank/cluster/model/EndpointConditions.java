package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// Whether traffic may go to an endpoint.
///
/// @param ready serving and not terminating, or the service publishes addresses that are not ready
/// @param serving the pod's readiness, also while it terminates
/// @param terminating whether the pod is being deleted
public record EndpointConditions(
        @Nullable Boolean ready, @Nullable Boolean serving, @Nullable Boolean terminating) {}
