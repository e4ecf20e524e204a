package dev.wavetank.node;

/// What the lifecycle of a pod needs to know of its node.
///
/// @param ip the node's address
public record NodeFacts(String name, String ip) {}
