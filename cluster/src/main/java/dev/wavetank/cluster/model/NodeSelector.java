package dev.wavetank.cluster.model;

import java.util.List;

/// Terms of which a node must match one.
public record NodeSelector(
        @Wire(always = true) List<NodeSelectorTerm> nodeSelectorTerms, Json.Obj rest) {
    public NodeSelector {
        nodeSelectorTerms = List.copyOf(nodeSelectorTerms);
    }
}
