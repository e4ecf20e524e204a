package dev.wavetank.cli.demo;

import java.time.Duration;
import java.util.Locale;

/// Lengths of time for people.
final class Durations {
    private Durations() {}

    /// {@return `32 ms`, `0.7 s`, `12.3 s`, `51 s`, `5 min 51 s`}
    static String precise(Duration length) {
        if (length.toMillis() < 100) {
            return length.toMillis() + " ms";
        }
        return length.compareTo(Duration.ofSeconds(20)) < 0
                ? String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0)
                : whole(length);
    }

    /// {@return `41 s`, `5 min 51 s`, `2 h 3 min`}
    static String whole(Duration length) {
        long seconds = (length.toMillis() + 500) / 1000;
        if (seconds < 60) {
            return seconds + " s";
        } else if (seconds < 3600) {
            return pair(seconds / 60, " min", seconds % 60, " s");
        }
        return pair(seconds / 3600, " h", seconds % 3600 / 60, " min");
    }

    private static String pair(long large, String unit, long small, String smaller) {
        return small == 0 ? large + unit : large + unit + " " + small + smaller;
    }

    /// {@return the cluster's clock: `03:32.5`, minutes and seconds since it began}
    static String clock(long nanos) {
        long tenths = nanos / 100_000_000;
        return String.format(
                Locale.ROOT, "%02d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
    }
}
