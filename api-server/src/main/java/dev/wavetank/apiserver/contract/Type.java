package dev.wavetank.apiserver.contract;

import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SortedMap;

/// A type of the API: a kind, or a part of one.
///
/// @param name in full, such as `io.k8s.api.core.v1.PodSpec`
/// @param required the fields that must be there
/// @param atomic whether server-side apply replaces an object of this type whole
/// @param presets values that fields further down have in this type only, by dotted path
public record Type(
        String name,
        SortedMap<String, Field> fields,
        List<String> required,
        boolean atomic,
        SortedMap<String, Json> presets) {
    public Type {
        required = List.copyOf(required);
    }

    public @Nullable Field field(String field) {
        return fields.get(field);
    }

    /// {@return the last part of the name, which is what Go calls it}
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
