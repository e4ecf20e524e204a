package dev.wavetank.node;

import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How fast a container may be started again: at once after the first end, then after 10 s, doubled
/// each time up to 300 s; at once again when it ended more than 10 minutes after its last start.
///
/// The constants are upstream's (`MaxContainerBackOff`, `backOffPeriod`; an entry of flowcontrol's
/// Backoff expires after twice the maximum).
///
/// @param ended the run that ended last; -1 for none
/// @param endSeen when the agent saw that end
/// @param delay how long to wait after that end
/// @param delaySet when the delay was last raised: the last restart
/// @param announced the run whose back-off the user was told of; -1 for none
/// @param waits how long that back-off is
/// @param decided the run that may be started now; -1 for none
record Restarts(
        int ended,
        @Nullable Time endSeen,
        Duration delay,
        @Nullable Time delaySet,
        int announced,
        Duration waits,
        int decided) {
    static final Restarts NONE = new Restarts(-1, null, Duration.ZERO, null, -1, Duration.ZERO, -1);

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MAX = Duration.ofMinutes(5);
    private static final Duration EXPIRY = MAX.multipliedBy(2);

    /// {@return the delay after this one}
    static Duration next(Duration delay) {
        if (delay.isZero()) {
            return FIRST;
        }
        var doubled = delay.multipliedBy(2);
        return doubled.compareTo(MAX) < 0 ? doubled : MAX;
    }

    Restarts saw(int attempt, Time now) {
        return ended == attempt
                ? this
                : new Restarts(attempt, now, delay, delaySet, announced, waits, decided);
    }

    /// {@return when the run after the ended one may start}
    Time due(Time now) {
        if (endSeen == null) {
            return now;
        }
        return expired() ? endSeen : endSeen.plus(delay);
    }

    private boolean expired() {
        return delaySet == null || endSeen == null || endSeen.since(delaySet).compareTo(EXPIRY) > 0;
    }

    Restarts announce() {
        return new Restarts(ended, endSeen, delay, delaySet, ended, delay, decided);
    }

    Restarts decide(int attempt, Time now) {
        var raised = next(expired() ? Duration.ZERO : delay);
        return new Restarts(ended, endSeen, raised, now, announced, waits, attempt);
    }

    boolean decided(int attempt) {
        return decided == attempt;
    }
}
