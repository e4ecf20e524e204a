package dev.wavetank.apiserver.http;

import java.time.Duration;

/// What the server takes from its clients at most.
///
/// @param bodyBytes the body of a request
/// @param headBytes the request line, and the headers of a request
/// @param inFlight requests that are read or answered at a time; those whose answer is a stream
///   count only until it begins
/// @param request how long a request may take from its head to its answer
/// @param idle how long a connection may stay without any
public record Limits(int bodyBytes, int headBytes, int inFlight, Duration request, Duration idle) {
    /// Upstream's: MaxRequestBodyBytes 3 MiB, `--max-requests-inflight` 400, `--request-timeout` 1
    /// min, an idle timeout of 90 s. Go's head limit of 1 MiB is more than a loopback server should
    /// promise to hold for anybody; the longest selectors stay far below 64 KiB.
    public static final Limits DEFAULT =
            new Limits(3 << 20, 64 << 10, 400, Duration.ofMinutes(1), Duration.ofSeconds(90));

    public Limits {
        if (bodyBytes < 1
                || headBytes < 1
                || inFlight < 1
                || !request.isPositive()
                || !idle.isPositive()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
