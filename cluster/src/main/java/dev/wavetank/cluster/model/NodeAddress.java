package dev.wavetank.cluster.model;

/// An address of a node.
///
/// @param type `InternalIP`, `Hostname` and so on
public record NodeAddress(@Wire(always = true) String type, @Wire(always = true) String address) {}
