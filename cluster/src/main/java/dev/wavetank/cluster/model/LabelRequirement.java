package dev.wavetank.cluster.model;

import java.util.List;
import java.util.SortedMap;

/// One requirement on a label.
///
/// @param operator `In`, `NotIn`, `Exists` or `DoesNotExist`
public record LabelRequirement(
        @Wire(always = true) String key,
        @Wire(always = true) String operator,
        List<String> values) {
    public LabelRequirement {
        values = List.copyOf(values);
    }

    /// {@return whether labels meet this; an unknown operator holds for none}
    public boolean holds(SortedMap<String, String> labels) {
        String value = labels.get(key);
        return switch (operator) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
