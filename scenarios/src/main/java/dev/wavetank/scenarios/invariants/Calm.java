package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.sight.FaultRecord;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;

/// Knows since when no fault excuses anything.
///
/// The after-effects of a fault last as long as it did: a component whose tries fail waits twice as
/// long after each, so at its end the next try is no farther away than its beginning is.
final class Calm {
    /// The longest wait between two tries of a controller: the maximum of client-go's exponential
    /// failure rate limiter.
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(1000);

    /// How long a fault that lasted less has effects. Chosen: three times the period of heartbeats.
    private static final Duration EFFECTS_MIN = Duration.ofSeconds(30);

    private final EnumMap<Excuse, Time> since = new EnumMap<>(Excuse.class);
    private TreeMap<Integer, FaultRecord> active = new TreeMap<>();

    /// Takes in which faults are active.
    void faults(List<FaultRecord> faults, Time now) {
        var next = new TreeMap<Integer, FaultRecord>();
        faults.forEach(fault -> next.put(fault.number(), fault));
        for (var fault : active.values()) {
            if (!next.containsKey(fault.number())) {
                over(fault, now);
            }
        }
        active = next;
    }

    private void over(FaultRecord fault, Time now) {
        var lasted = now.since(fault.began());
        var until = now.plus(between(EFFECTS_MIN, lasted, BACK_OFF_MAX));
        for (var excuse : Excuse.values()) {
            if (excuse.covers(fault.fault())) {
                since.merge(excuse, until, (one, other) -> one.before(other) ? other : one);
            }
        }
    }

    private static Duration between(Duration least, Duration duration, Duration most) {
        return duration.compareTo(most) > 0
                ? most
                : duration.compareTo(least) < 0 ? least : duration;
    }

    /// {@return whether a fault excuses it now}
    boolean excused(Excuse excuse, Time now) {
        for (var fault : active.values()) {
            if (excuse.covers(fault.fault())) {
                return true;
            }
        }
        var calm = since.get(excuse);
        return calm != null && now.before(calm);
    }

    /// {@return since when nothing excuses it, if nothing does; null when nothing ever did}
    @Nullable Time since(Excuse excuse) {
        return since.get(excuse);
    }
}
