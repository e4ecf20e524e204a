package dev.wavetank.apiserver.requests;

import java.util.SortedMap;

/// The answer to a [Request].
///
/// @param headers the names in lower case; `content-type` among them
public record Response(int status, SortedMap<String, String> headers, Body body) {
    /// What follows the head.
    public sealed interface Body {
        /// Everything at once.
        record Whole(byte[] bytes) implements Body {}

        /// Bytes as they come up: a watch, or a log that is followed.
        record Streamed(Source source) implements Body {}

        /// Bytes in both directions, no more as HTTP.
        record Upgraded(Upgrade upgrade) implements Body {}
    }

    /// Where a stream's bytes come from. A cursor, not a queue: it writes while the sink takes more
    /// and goes on when told that the sink has drained.
    public interface Source {
        void start(Sink sink);

        /// The sink takes bytes again.
        void drained();

        /// The client went away, or the server closes; nothing is written any more.
        void closed();
    }

    /// Where a stream's bytes go.
    public interface Sink {
        /// {@return whether the client keeps up}
        boolean ready();

        void write(byte[] bytes);

        void end();
    }
}
