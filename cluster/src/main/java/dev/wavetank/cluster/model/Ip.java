package dev.wavetank.cluster.model;

/// An address of a pod or host.
public record Ip(String ip) {}
