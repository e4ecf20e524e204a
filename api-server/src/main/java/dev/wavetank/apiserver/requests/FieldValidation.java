package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Json;

import java.util.List;
import java.util.function.Function;

/// What becomes of fields that are unknown or given twice: the request's `fieldValidation`.
enum FieldValidation {
    STRICT,
    WARN,
    IGNORE;

    static FieldValidation of(Request request) {
        String asked = request.parameter("fieldValidation");
        return switch (asked) {
            // Upstream's default since 1.27.
            case "", "Warn" -> WARN;
            case "Strict" -> STRICT;
            case "Ignore" -> IGNORE;
            default ->
                    throw new Rejection(
                            Failure.invalidOption(
                                    options(request),
                                    "fieldValidation",
                                    "FieldValueNotSupported",
                                    "Unsupported value: "
                                            + new Json.Text(asked)
                                            + ": supported values: \"Ignore\", \"Strict\","
                                            + " \"Warn\""));
        };
    }

    /// {@return what upstream calls the options of such a request}
    static String options(Request request) {
        return switch (request.method()) {
            case "PUT" -> "UpdateOptions";
            case "PATCH" -> "PatchOptions";
            case "DELETE" -> "DeleteOptions";
            default -> "CreateOptions";
        };
    }

    /// {@return what to warn of}
    ///
    /// @param found what is wrong, in upstream's words
    /// @param refused words the refusal
    List<String> apply(List<String> found, Function<String, Failure> refused) {
        if (found.isEmpty()) {
            return List.of();
        }
        return switch (this) {
            case IGNORE -> List.of();
            case WARN -> found;
            case STRICT ->
                    throw new Rejection(
                            refused.apply("strict decoding error: " + String.join(", ", found)));
        };
    }
}
