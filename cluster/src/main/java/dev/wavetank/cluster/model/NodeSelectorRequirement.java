package dev.wavetank.cluster.model;

import java.util.List;

/// One requirement on a label or field of a node.
///
/// @param operator `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`
public record NodeSelectorRequirement(
        @Wire(always = true) String key,
        @Wire(always = true) String operator,
        List<String> values,
        Json.Obj rest) {
    public NodeSelectorRequirement {
        values = List.copyOf(values);
    }
}
