package dev.wavetank.cluster.model;

import java.util.List;

/// Requirements that a node must all match; a term without any matches no node.
public record NodeSelectorTerm(
        List<NodeSelectorRequirement> matchExpressions,
        List<NodeSelectorRequirement> matchFields,
        Json.Obj rest) {
    public NodeSelectorTerm {
        matchExpressions = List.copyOf(matchExpressions);
        matchFields = List.copyOf(matchFields);
    }
}
