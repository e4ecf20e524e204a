package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Resource;

import java.util.List;

/// An object that a client sent, ready for the writer.
///
/// @param warnings what the client should know and does not keep the object out
record Prepared(Resource object, List<String> warnings) {
    Prepared {
        warnings = List.copyOf(warnings);
    }

    /// {@return the answer with the warnings in its `Warning` header, RFC 7234 5.5}
    Response warned(Response response) {
        if (warnings.isEmpty()) {
            return response;
        }
        return Answers.with(
                response,
                "warning",
                String.join(
                        ", ",
                        // A header has one line.
                        warnings.stream()
                                .map(each -> "299 - " + new Json.Text(each.replace('\n', ' ')))
                                .toList()));
    }
}
