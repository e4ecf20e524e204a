package dev.wavetank.cluster.state;

/// One thing that is wrong with an object, as Kubernetes' `Status` carries it.
///
/// @param reason `FieldValueInvalid`, `FieldValueRequired`, `FieldValueNotSupported`, ...
/// @param field the path, such as `spec.template.spec.containers[0].image`
/// @param message what was found and what is allowed, in upstream's words
public record Cause(String reason, String field, String message) {
    /// {@return field and message, as kubectl prints them}
    @Override
    public String toString() {
        return field.isEmpty() ? message : field + ": " + message;
    }
}
