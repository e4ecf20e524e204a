package dev.wavetank.scenarios.run;

import java.time.Duration;
import java.util.Locale;

/// Durations as people say them.
public final class Spoken {
    private Spoken() {}

    /// {@return it in its two largest units: `0.4 s`, `49.6 s`, `4 min 12 s`, `2 h 5 min`}
    public static String duration(Duration duration) {
        if (duration.isNegative()) {
            return "-" + duration(duration.negated());
        }
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            long tenths = duration.toMillis() / 100;
            return tenths / 10 + "." + tenths % 10 + " s";
        } else if (seconds < 3600) {
            return units(seconds / 60, " min", seconds % 60, " s");
        } else if (seconds < 86_400) {
            return units(seconds / 3600, " h", seconds / 60 % 60, " min");
        }
        return units(seconds / 86_400, " d", seconds / 3600 % 24, " h");
    }

    private static String units(long large, String unit, long small, String smaller) {
        return large + unit + (small == 0 ? "" : " " + small + smaller);
    }

    /// {@return a moment on the cluster's clock, which starts at 0: `07:12.3`, or `1:07:12.3` after
    /// an hour}
    public static String clock(long nanos) {
        long tenths = nanos / 100_000_000;
        long hours = tenths / 36_000;
        String rest =
                String.format(
                        Locale.ROOT,
                        "%02d:%02d.%d",
                        tenths / 600 % 60,
                        tenths / 10 % 60,
                        tenths % 10);
        return hours == 0 ? rest : hours + ":" + rest;
    }
}
