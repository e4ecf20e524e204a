package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Json;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who asks, as the client certificate, the Unix socket or a token says.
///
/// @param uid "" where nobody gives one
/// @param extra what else is known, by name
public record User(
        String name, String uid, List<String> groups, SortedMap<String, List<String>> extra) {
    /// Nobody in particular: sees versions and health only.
    public static final User ANONYMOUS =
            new User("system:anonymous", List.of("system:unauthenticated"));

    public User {
        groups = List.copyOf(groups);
        extra = Collections.unmodifiableSortedMap(new TreeMap<>(extra));
    }

    public User(String name, List<String> groups) {
        this(name, "", groups, new TreeMap<>());
    }

    /// {@return Kubernetes' `UserInfo`}
    Json.Obj json() {
        var json = Json.Obj.builder().put("username", name).put("groups", texts(groups));
        if (!uid.isEmpty()) {
            json.put("uid", uid);
        }
        if (!extra.isEmpty()) {
            var all = Json.Obj.builder();
            extra.forEach((key, values) -> all.put(key, texts(values)));
            json.put("extra", all.build());
        }
        return json.build();
    }

    private static Json.Arr texts(List<String> texts) {
        return new Json.Arr(texts.stream().<Json>map(Json.Text::new).toList());
    }
}
