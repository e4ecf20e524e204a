package dev.wavetank.client;

import io.vertx.core.MultiMap;

/// What came of one request.
sealed interface Reply {
    /// An answer, whole.
    record Answer(int status, MultiMap headers, byte[] body) implements Reply {}

    /// It never reached the server.
    record NotSent(String why) implements Reply {}

    /// It may have reached the server; its answer did not come back.
    record Lost(String why) implements Reply {}
}
