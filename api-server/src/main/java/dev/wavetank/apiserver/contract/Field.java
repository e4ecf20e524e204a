package dev.wavetank.apiserver.contract;

import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A field of a type.
///
/// @param mergeKey the field that tells a list's items apart in a strategic merge patch; "" for a
///   list that is replaced whole, unless it merges as a set
/// @param strategies of a strategic merge patch: `merge`, `replace`, `retainKeys`
/// @param listType `map`, `set` or "" as server-side apply merges
/// @param listKeys what tells items apart in server-side apply
/// @param mapType `atomic` or `granular` where an object in this field is replaced whole, or
///   merged, unlike others of its type; "" as its type says
/// @param preset the value it has when the user gives none; null for none
/// @param pointer whether a scalar's zero is told from its absence, as only pointers are in Go
public record Field(
        String name,
        Shape shape,
        String mergeKey,
        List<String> strategies,
        String listType,
        List<String> listKeys,
        String mapType,
        @Nullable Json preset,
        boolean pointer) {
    public Field {
        strategies = List.copyOf(strategies);
        listKeys = List.copyOf(listKeys);
    }

    /// {@return whether a strategic merge patch merges the list of scalars in this field}
    public boolean merges() {
        return strategies.contains("merge");
    }
}
