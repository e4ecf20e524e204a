package dev.wavetank.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/// How long ago something was, as kubectl's AGE column writes it.
public final class Ages {
    private Ages() {}

    /// {@return `12s`, `3m20s`, `5h`, `2d4h`, `1y30d`: two units while the first one is small}
    ///
    /// The thresholds are those of `HumanDuration` in k8s.io/apimachinery.
    public static String of(Duration age) {
        long seconds = age.toSeconds();
        long minutes = seconds / 60;
        long hours = seconds / 3600;
        long days = hours / 24;
        if (seconds < 0) {
            return seconds < -1 ? "<invalid>" : "0s";
        } else if (seconds < 120) {
            return seconds + "s";
        } else if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        } else if (minutes < 180) {
            return minutes + "m";
        } else if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        } else if (hours < 48) {
            return hours + "h";
        } else if (days < 8) {
            return two(days, "d", hours % 24, "h");
        } else if (days < 365 * 2) {
            return days + "d";
        } else if (days < 365 * 8) {
            return two(days / 365, "y", days % 365, "d");
        }
        return days / 365 + "y";
    }

    /// {@return how long before another moment one was, both RFC 3339; `<unknown>` when one is
    /// none}
    public static String since(String timestamp, String now) {
        try {
            return of(Duration.between(Instant.parse(timestamp), Instant.parse(now)));
        } catch (java.time.DateTimeException none) {
            return "<unknown>";
        }
    }

    private static String two(long first, String unit, long second, String smaller) {
        return second == 0 ? first + unit : first + unit + second + smaller;
    }
}
