package dev.wavetank.cluster.world;

import java.time.Duration;
import java.time.Instant;

/// A moment, on two clocks: what the wall says, which people and objects carry and which may jump,
/// and nanoseconds that only ever grow, by which durations are measured.
///
/// @param wall the time of day
/// @param nanos monotonic nanoseconds since some moment of this component's own
public record Time(Instant wall, long nanos) implements Comparable<Time> {
    public Time plus(Duration duration) {
        return new Time(wall.plus(duration), nanos + duration.toNanos());
    }

    /// {@return how long after the other moment this one is; negative when it is before}
    public Duration since(Time earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }

    public boolean before(Time other) {
        return nanos < other.nanos;
    }

    /// {@return the earlier of two moments}
    public Time min(Time other) {
        return other.before(this) ? other : this;
    }

    /// By the monotonic clock.
    @Override
    public int compareTo(Time other) {
        return Long.compare(nanos, other.nanos);
    }
}
