package dev.wavetank.cluster.model;

/// Which component, on which host, made an event.
public record EventSource(String component, String host) {}
