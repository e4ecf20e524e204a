package dev.wavetank.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A model with its upstream name and everything the facts add to it.
///
/// @param kinds the kinds that have this type; empty for parts of kinds
/// @param atomic whether server-side apply replaces it as a whole
/// @param nestedDefaults default values by dotted path, for fields that have a default only below
///   this type
record Definition(
        String name,
        String description,
        List<Field> fields,
        List<Gvk> kinds,
        boolean atomic,
        Map<String, Object> nestedDefaults) {
    Definition {
        fields = List.copyOf(fields);
        kinds = List.copyOf(kinds);
        nestedDefaults = new TreeMap<>(nestedDefaults);
    }

    /// One field.
    ///
    /// @param freeObject whether a free-form value must be an object
    /// @param merge how it merges; empty for what only ever is replaced or merged field by field
    /// @param mapType `atomic` or `granular`, where server-side apply does not go by the type
    /// @param defaultValue what the server puts in its place when it is absent
    /// @param pointer whether a scalar's zero is told from its absence: a pointer in Go
    record Field(
            String name,
            Shape shape,
            String description,
            boolean required,
            boolean freeObject,
            Optional<Facts.Merge> merge,
            Optional<String> mapType,
            Optional<Object> defaultValue,
            boolean pointer) {}

    /// The names of the fields that must be there.
    List<String> required() {
        return fields.stream().filter(Field::required).map(Field::name).toList();
    }
}
