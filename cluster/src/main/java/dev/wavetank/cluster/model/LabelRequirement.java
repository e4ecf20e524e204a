package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SortedMap;

/// One requirement on a label.
///
/// @param operator `In`, `NotIn`, `Exists` or `DoesNotExist`; `Gt` and `Lt`, which only a selector
///   in a query can have, compare whole numbers
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
            case "Gt" -> order(value) > 0;
            case "Lt" -> order(value) < 0;
            default -> false;
        };
    }

    /// How the value stands to the wanted one; 0 also when they cannot be compared.
    private int order(@Nullable String value) {
        Long found = value == null ? null : new Json.Num(value).whole();
        Long wanted = values.size() == 1 ? new Json.Num(values.getFirst()).whole() : null;
        return found == null || wanted == null ? 0 : found.compareTo(wanted);
    }
}
