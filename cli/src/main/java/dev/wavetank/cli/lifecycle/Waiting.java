package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.terminal.Failure;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as Kubernetes' tools take them: `60s`, `1m30s`, `500ms`, `2h`.
public final class Waiting {
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private Waiting() {}

    /// {@return the length in a text; a bare number counts seconds}
    public static Duration parse(String option, String text) {
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Duration sum = Duration.ZERO;
        int end = 0;
        Matcher part = PART.matcher(text);
        while (part.find() && part.start() == end) {
            long count = Long.parseLong(part.group(1));
            sum =
                    sum.plus(
                            switch (part.group(2)) {
                                case "ms" -> Duration.ofMillis(count);
                                case "s" -> Duration.ofSeconds(count);
                                case "m" -> Duration.ofMinutes(count);
                                default -> Duration.ofHours(count);
                            });
            end = part.end();
        }
        if (end == 0 || end < text.length()) {
            throw Failure.usage(
                    option + " " + text + " is no length of time",
                    "write it as 60s, 1m30s or 500ms");
        }
        return sum;
    }
}
