package dev.wavetank.apiserver.requests;

import java.util.function.Consumer;

/// Answers requests. Both the call and the answer are turns of the API server's World; the answer
/// may come within the call.
@FunctionalInterface
public interface Handler {
    void handle(Request request, Consumer<Response> answer);
}
