package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// A check that the node makes again and again. Times are in seconds; the handler (`httpGet`,
/// `exec`, `tcpSocket`, `grpc`) is kept in `rest`, since a runtime carries it out, not the
/// lifecycle.
public record Probe(
        int initialDelaySeconds,
        int timeoutSeconds,
        int periodSeconds,
        int successThreshold,
        int failureThreshold,
        @Nullable Long terminationGracePeriodSeconds,
        Json.Obj rest) {}
