package dev.wavetank.apiserver.requests;

/// The doors to the node agents: what upstream's API server asks of kubelets.
///
/// @param logs what containers wrote
/// @param streams the way into them
/// @param usages what they use
public record Kubelets(Logs logs, Streams streams, Usages usages) {}
