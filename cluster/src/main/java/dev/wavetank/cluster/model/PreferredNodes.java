package dev.wavetank.cluster.model;

/// Nodes a pod would rather run on.
///
/// @param weight 1 to 100, added to the score of a node that matches
public record PreferredNodes(
        @Wire(always = true) int weight,
        @Wire(always = true) NodeSelectorTerm preference,
        Json.Obj rest) {}
