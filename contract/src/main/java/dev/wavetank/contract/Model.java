package dev.wavetank.contract;

import java.util.List;

/// One class of the model jar.
///
/// @param name simple class name, such as `V1PodSpec`
/// @param description text for users; empty when the jar has none
record Model(String name, String description, List<Field> fields) {
    Model {
        fields = List.copyOf(fields);
    }

    /// One property of a model.
    ///
    /// @param name as in JSON
    /// @param description text for users; empty when the jar has none
    record Field(String name, Shape shape, String description, boolean required) {}

    /// Whether objects of this class carry `apiVersion` and `kind`.
    boolean isKind() {
        return fields.stream().anyMatch(f -> f.name().equals("apiVersion"))
                && fields.stream().anyMatch(f -> f.name().equals("kind"));
    }
}
