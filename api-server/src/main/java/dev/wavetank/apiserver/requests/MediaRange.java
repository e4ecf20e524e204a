package dev.wavetank.apiserver.requests;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One entry of an `Accept` or `Content-Type` header: `application/json;as=Table;v=v1`.
///
/// @param type in lower case
record MediaRange(String type, SortedMap<String, String> parameters) {

    /// {@return the entries in the order in which they stand; clients of Kubernetes give no
    /// weights}
    static List<MediaRange> all(String header) {
        return Stream.of(header.split(",", -1)).map(MediaRange::of).toList();
    }

    static MediaRange of(String entry) {
        String[] parts = entry.split(";", -1);
        var parameters = new TreeMap<String, String>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                parameters.put(
                        parts[i].substring(0, equals).strip(),
                        parts[i].substring(equals + 1).strip());
            }
        }
        return new MediaRange(
                parts[0].strip().toLowerCase(Locale.ROOT),
                Collections.unmodifiableSortedMap(parameters));
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
