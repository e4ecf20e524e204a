package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes responses.
final class Answers {
    private Answers() {}

    static SortedMap<String, String> headers(String contentType) {
        var headers = new TreeMap<String, String>();
        headers.put("cache-control", "no-cache, private");
        headers.put("content-type", contentType);
        return headers;
    }

    static Response bytes(int status, String contentType, byte[] bytes) {
        return new Response(status, headers(contentType), new Response.Body.Whole(bytes));
    }

    static Response json(int status, Json json) {
        return bytes(status, "application/json", JsonText.bytes(json));
    }

    static Response text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Response upgraded(Upgrade upgrade) {
        return new Response(101, new TreeMap<>(), new Response.Body.Upgraded(upgrade));
    }

    static Response failure(Failure failure) {
        var response = json(failure.code(), failure.json());
        if (failure.retryAfterSeconds() == 0) {
            return response;
        }
        return with(response, "retry-after", Integer.toString(failure.retryAfterSeconds()));
    }

    /// The answer to something that leaves no object to show.
    static Response success(int status, Failure.About about) {
        var details = Json.Obj.builder();
        if (!about.group().isEmpty()) {
            details.put("group", about.group());
        }
        if (!about.uid().isEmpty()) {
            details.put("uid", about.uid());
        }
        return json(
                status,
                Json.Obj.builder()
                        .put("apiVersion", "v1")
                        .put(
                                "details",
                                details.put("kind", about.kind()).put("name", about.name()).build())
                        .put("kind", "Status")
                        .put("metadata", Json.Obj.EMPTY)
                        .put("status", "Success")
                        .build());
    }

    static Response with(Response response, String header, String value) {
        var headers = new TreeMap<>(response.headers());
        headers.put(header, value);
        return new Response(response.status(), headers, response.body());
    }
}
