package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// A port of a service.
///
/// @param targetPort the pods' port or its name; null is the same number
/// @param nodePort the port on every node; 0 is none
public record ServicePort(
        String name,
        String protocol,
        @Nullable String appProtocol,
        @Wire(always = true) int port,
        @Nullable IntOrString targetPort,
        int nodePort,
        Json.Obj rest) {}
