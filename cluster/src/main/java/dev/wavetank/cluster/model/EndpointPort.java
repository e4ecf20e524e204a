package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// A port of all endpoints of a slice.
public record EndpointPort(
        @Nullable String name,
        @Nullable String protocol,
        @Nullable Integer port,
        @Nullable String appProtocol) {}
