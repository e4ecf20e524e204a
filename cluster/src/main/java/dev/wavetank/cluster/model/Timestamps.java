package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Times as Kubernetes writes them: UTC, `Time` to the second and `MicroTime` to six digits.
public final class Timestamps {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /// {@return the time in this RFC 3339 text, or null when it is none}
    public static @Nullable Instant read(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }

    /// {@return the time to the second, such as `2026-01-31T09:00:00Z`}
    public static String seconds(Instant time) {
        return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /// {@return the time with six digits, such as `2026-01-31T09:00:00.000000Z`}
    public static String micros(Instant time) {
        return MICROS.format(time);
    }
}
