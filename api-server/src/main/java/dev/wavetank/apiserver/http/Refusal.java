package dev.wavetank.apiserver.http;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;

/// An answer that the server gives before the API hears of a request: Kubernetes' `Status`, in
/// upstream's words.
///
/// @param retryAfter seconds after which the client should try again; 0 says nothing about it
record Refusal(int code, String reason, String message, int retryAfter) {
    static Refusal badRequest(String message) {
        return new Refusal(400, "BadRequest", message, 0);
    }

    static Refusal noWebSocket() {
        return badRequest(
                "no WebSocket is spoken at this path: only watch, exec, attach and portforward"
                        + " speak one");
    }

    static Refusal tooLarge(int limit) {
        return new Refusal(
                413, "RequestEntityTooLarge", "Request entity is too large: limit is " + limit, 0);
    }

    static Refusal uriTooLong(int limit) {
        return new Refusal(414, "", "Request URI is too long: limit is " + limit, 0);
    }

    static Refusal headTooLarge(int limit) {
        return new Refusal(431, "", "Request header fields are too large: limit is " + limit, 0);
    }

    static Refusal tooMany() {
        return new Refusal(429, "TooManyRequests", "Too many requests, please try again later.", 1);
    }

    static Refusal internal() {
        return new Refusal(
                500,
                "InternalError",
                "Internal error occurred: the request failed; the server's log says why",
                0);
    }

    static Refusal closing() {
        return new Refusal(503, "ServiceUnavailable", "the server is shutting down", 1);
    }

    static Refusal timedOut() {
        return new Refusal(
                504, "Timeout", "Timeout: request did not complete within the allotted timeout", 0);
    }

    byte[] body() {
        var status =
                Json.Obj.builder()
                        .put("kind", "Status")
                        .put("apiVersion", "v1")
                        .put("metadata", Json.Obj.EMPTY)
                        .put("status", "Failure")
                        .put("message", message)
                        .put("code", code);
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (retryAfter > 0) {
            status.put("details", Json.Obj.of("retryAfterSeconds", Json.Num.of(retryAfter)));
        }
        return JsonText.bytes(status.build());
    }
}
