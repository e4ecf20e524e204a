package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Malformed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where a page of a list ended.
///
/// @param revision of the state that the list is of; -1 for the newest, whichever that is
/// @param after the last object that was told
record ContinueToken(long revision, Key after) {
    private static final String VERSION = "meta.k8s.io/v1";

    String text() {
        var json =
                Json.Obj.builder()
                        .put("rv", revision)
                        .put("start", after.namespace() + "/" + after.name())
                        .put("v", VERSION)
                        .build();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JsonText.bytes(json));
    }

    static ContinueToken of(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
            if (JsonText.read(bytes) instanceof Json.Obj json
                    && json.text("v").equals(VERSION)
                    && json.get("rv") instanceof Json.Num(var revision)
                    && json.text("start").indexOf('/') >= 0) {
                String[] start = json.text("start").split("/", 2);
                return new ContinueToken(Long.parseLong(revision), new Key(start[0], start[1]));
            }
        } catch (IllegalArgumentException | Malformed notOurs) {
            throw invalid(String.valueOf(notOurs.getMessage()));
        }
        throw invalid("incorrect encoded continue token");
    }

    private static Rejection invalid(String why) {
        return new Rejection(Failure.badRequest("continue key is not valid: " + why));
    }
}
