package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.state.Cause;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Gathers what is wrong with one object, in the words of upstream's `field.Error`.
public final class Problems {
    private final List<Cause> causes = new ArrayList<>();

    /// A field is missing.
    public void required(String field, String detail) {
        add("FieldValueRequired", field, "Required value" + tail(detail));
    }

    /// A field has a value that it may not have.
    public void invalid(String field, Json value, String detail) {
        add("FieldValueInvalid", field, "Invalid value: " + value + tail(detail));
    }

    /// A field has a value that it may not have.
    public void invalid(String field, String value, String detail) {
        invalid(field, new Json.Text(value), detail);
    }

    /// A field has a value that it may not have.
    public void invalid(String field, long value, String detail) {
        invalid(field, Json.Num.of(value), detail);
    }

    /// The value is none of a closed list.
    public void notSupported(String field, String value, List<String> supported) {
        var quoted = supported.stream().map(each -> new Json.Text(each).toString()).toList();
        add(
                "FieldValueNotSupported",
                field,
                "Unsupported value: "
                        + new Json.Text(value)
                        + ": supported values: "
                        + String.join(", ", quoted));
    }

    /// A list has the same item twice.
    public void duplicate(String field, Json value) {
        add("FieldValueDuplicate", field, "Duplicate value: " + value);
    }

    /// A field may not be set or changed here.
    public void forbidden(String field, String detail) {
        add("FieldValueForbidden", field, "Forbidden" + tail(detail));
    }

    /// A text or list is too long.
    public void tooLong(String field, String detail) {
        add("FieldValueTooLong", field, "Too long" + tail(detail));
    }

    /// A list has too many items.
    public void tooMany(String field, int found, int most) {
        add(
                "FieldValueTooMany",
                field,
                "Too many: " + found + ": must have at most " + most + " items");
    }

    /// A field names something that is not there.
    public void notFound(String field, String value) {
        add("FieldValueNotFound", field, "Not found: " + new Json.Text(value));
    }

    /// A number must not be below zero.
    ///
    /// @param value null when the field is absent
    void notNegative(String field, @Nullable Number value) {
        if (value != null && value.longValue() < 0) {
            invalid(field, value.longValue(), "must be greater than or equal to 0");
        }
    }

    /// Upstream's answer to a change of a field that may not change.
    public void immutable(String field, Json value) {
        invalid(field, value, "field is immutable");
    }

    private void add(String reason, String field, String message) {
        causes.add(new Cause(reason, field, message));
    }

    private static String tail(String detail) {
        return detail.isEmpty() ? "" : ": " + detail;
    }

    public List<Cause> causes() {
        return List.copyOf(causes);
    }
}
