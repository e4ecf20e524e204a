package dev.wavetank.scenarios.report;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;

/// Times of the cluster's clock as numbers of seconds, to the millisecond.
final class Seconds {
    private Seconds() {}

    /// {@return seconds since the cluster began to boot, or null}
    static Json of(@Nullable Time time) {
        return time == null ? Json.NULL : new Json.Num(text(Duration.ofNanos(time.nanos())));
    }

    /// {@return seconds from one moment to the other; null when there is no second one}
    static Json between(Time from, @Nullable Time to) {
        return to == null ? Json.NULL : new Json.Num(text(to.since(from)));
    }

    /// {@return `12.345`}
    static String text(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).toPlainString();
    }
}
