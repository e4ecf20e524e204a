package dev.wavetank.apiserver.http;

import java.time.Duration;

/// What the server takes from its clients at most; docs/limits.md tells users.
///
/// @param bodyBytes the body of a request
/// @param headBytes the request line, and the headers of a request
/// @param inFlight requests that are read or answered at a time; those whose answer is a stream
///   count only until it begins
/// @param streams answers that go on, such as watches and followed logs, at a time
/// @param request how long a request may take from its head to its answer
/// @param idle how long a connection may stay without any
public record Limits(
        int bodyBytes, int headBytes, int inFlight, int streams, Duration request, Duration idle) {
    /// Upstream's: MaxRequestBodyBytes 3 MiB, `--max-requests-inflight` 400, `--request-timeout` 1
    /// min, an idle timeout of 90 s. Go's head limit of 1 MiB is more than a loopback server should
    /// promise to hold for anybody; the longest selectors stay far below 64 KiB. Upstream does not
    /// limit streams; 10,000 watches are those of a thousand nodes.
    public static final Limits DEFAULT =
            new Limits(
                    3 << 20, 64 << 10, 400, 10_000, Duration.ofMinutes(1), Duration.ofSeconds(90));

    public Limits {
        if (bodyBytes < 1
                || headBytes < 1
                || inFlight < 1
                || streams < 1
                || !request.isPositive()
                || !idle.isPositive()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /// {@return these limits, changed as this text says: `in-flight=100,streams=500`}
    ///
    /// Bytes are `body-bytes` and `head-bytes`, times are `request-seconds` and `idle-seconds`.
    ///
    /// @throws IllegalArgumentException naming what is wrong and what there is
    public Limits with(String text) {
        var limits = this;
        for (String each : text.split(",", -1)) {
            if (!each.isBlank()) {
                String[] pair = each.strip().split("=", 2);
                limits = limits.with(pair[0], pair.length > 1 ? pair[1] : "");
            }
        }
        return limits;
    }

    private Limits with(String name, String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "limit " + name + "=" + value + ": a whole number above 0 is needed");
        }
        int number = Integer.parseInt(value);
        return switch (name) {
            case "body-bytes" -> new Limits(number, headBytes, inFlight, streams, request, idle);
            case "head-bytes" -> new Limits(bodyBytes, number, inFlight, streams, request, idle);
            case "in-flight" -> new Limits(bodyBytes, headBytes, number, streams, request, idle);
            case "streams" -> new Limits(bodyBytes, headBytes, inFlight, number, request, idle);
            case "request-seconds" ->
                    new Limits(
                            bodyBytes,
                            headBytes,
                            inFlight,
                            streams,
                            Duration.ofSeconds(number),
                            idle);
            case "idle-seconds" ->
                    new Limits(
                            bodyBytes,
                            headBytes,
                            inFlight,
                            streams,
                            request,
                            Duration.ofSeconds(number));
            default ->
                    throw new IllegalArgumentException(
                            "limit "
                                    + name
                                    + " does not exist; there are body-bytes, head-bytes,"
                                    + " in-flight, streams, request-seconds and idle-seconds");
        };
    }
}
