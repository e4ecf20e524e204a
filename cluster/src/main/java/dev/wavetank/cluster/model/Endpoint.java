package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One address behind a service.
///
/// @param targetRef the pod
public record Endpoint(
        @Wire(always = true) List<String> addresses,
        EndpointConditions conditions,
        @Nullable ObjectReference targetRef,
        @Nullable String nodeName,
        @Nullable String zone,
        Json.Obj rest) {
    public Endpoint {
        addresses = List.copyOf(addresses);
    }
}
