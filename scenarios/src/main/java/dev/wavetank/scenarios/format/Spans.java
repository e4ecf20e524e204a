package dev.wavetank.scenarios.format;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Go writes them: `30s`, `1m30s`, `-10m100ns`, `1.5h`.
public final class Spans {
    private static final Pattern PART =
            Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final int LENGTH_MAX = 100;
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Spans() {}

    /// {@return the duration, what is less than a nanosecond cut off; null when the text is none or
    /// beyond Go's range of 292 years}
    public static @Nullable Duration read(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String parts = signed ? text.substring(1) : text;
        if (parts.equals("0")) {
            return Duration.ZERO;
        }
        if (parts.isEmpty() || parts.length() > LENGTH_MAX) {
            return null;
        }
        var nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(parts);
        int end = 0;
        while (end < parts.length()) {
            if (!part.find(end) || part.start() != end) {
                return null;
            }
            var amount = new BigDecimal(part.group(1));
            nanos = nanos.add(amount.multiply(BigDecimal.valueOf(nanos(part.group(2)))));
            end = part.end();
        }
        nanos = text.startsWith("-") ? nanos.negate() : nanos;
        return nanos.compareTo(LEAST) < 0 || nanos.compareTo(MOST) > 0
                ? null
                : Duration.ofNanos(nanos.longValue());
    }

    private static long nanos(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs", "μs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> throw new IllegalArgumentException("no unit: " + unit);
        };
    }

    /// {@return the shortest text that reads back as this duration: `1m30s`, `500ms`, `0s`}
    public static String write(Duration span) {
        if (span.isZero()) {
            return "0s";
        }
        if (span.isNegative()) {
            return "-" + write(span.negated());
        }
        var text = new StringBuilder();
        part(text, span.toHours(), "h");
        part(text, span.toMinutesPart(), "m");
        part(text, span.toSecondsPart(), "s");
        part(text, span.toMillisPart(), "ms");
        part(text, span.toNanosPart() / 1_000 % 1_000, "us");
        part(text, span.toNanosPart() % 1_000, "ns");
        return text.toString();
    }

    private static void part(StringBuilder text, long amount, String unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }
}
