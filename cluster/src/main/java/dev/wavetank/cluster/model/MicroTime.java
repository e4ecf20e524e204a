package dev.wavetank.cluster.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A time kept to the microsecond, as Leases and event series carry it.
public record MicroTime(Instant instant) {
    public MicroTime {
        instant = instant.truncatedTo(ChronoUnit.MICROS);
    }
}
