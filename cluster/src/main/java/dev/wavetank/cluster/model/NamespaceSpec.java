package dev.wavetank.cluster.model;

import java.util.List;

/// What must be done before a namespace is gone: `kubernetes` until it is empty.
public record NamespaceSpec(List<String> finalizers, Json.Obj rest) {
    public NamespaceSpec {
        finalizers = List.copyOf(finalizers);
    }
}
