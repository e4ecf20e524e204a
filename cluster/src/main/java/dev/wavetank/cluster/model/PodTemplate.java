package dev.wavetank.cluster.model;

/// The pods that a controller makes.
public record PodTemplate(@Wire("metadata") Meta meta, PodSpec spec) {}
