package dev.wavetank.contract;

import java.util.List;
import java.util.Optional;

/// One call of the API, as the client class of its group and version makes it.
///
/// @param path with `{name}` and `{namespace}` in place of values
/// @param method GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS
/// @param id upstream's operation id without the group, such as `listNamespacedPod`
/// @param query the query parameters
/// @param body what the client sends
/// @param result what the server answers; a string for streams
record Operation(
        String path,
        String method,
        String id,
        List<Parameter> query,
        Optional<Shape> body,
        Shape result) {
    Operation {
        query = List.copyOf(query);
    }

    /// One query parameter.
    record Parameter(String name, Shape shape) {}

    /// Whether this call has that query parameter.
    boolean accepts(String parameter) {
        return query.stream().anyMatch(p -> p.name().equals(parameter));
    }
}
