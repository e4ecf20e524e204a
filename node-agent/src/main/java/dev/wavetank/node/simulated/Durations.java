package dev.wavetank.node.simulated;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/// Durations as Kubernetes users write them: `500ms`, `1.5s`, `2m30s`, `1h`.
final class Durations {
    private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)");

    private Durations() {}

    /// {@return the duration in this text, or null when it is none}
    static @Nullable Duration read(String text) {
        var parts = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (parts.lookingAt()) {
            long unit =
                    switch (parts.group(2)) {
                        case "ms" -> 1_000_000L;
                        case "s" -> 1_000_000_000L;
                        case "m" -> 60_000_000_000L;
                        default -> 3_600_000_000_000L;
                    };
            nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)));
            end = parts.end();
            parts.region(end, text.length());
        }
        boolean whole = end > 0 && end == text.length();
        return whole && nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) < 0
                ? Duration.ofNanos(nanos.longValue())
                : null;
    }
}
