package dev.wavetank.scheduler.queue;

import dev.wavetank.cluster.world.Time;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is remembered of a pod for which no node was found.
///
/// @param uid the pod's, so that a namesake begins anew
/// @param count how often it was tried
/// @param tried when it was tried last
/// @param parked whether it waits for something to change; else it only waits out its back-off
/// @param plugins which plugins refused it
record Attempt(String uid, int count, Time tried, boolean parked, SortedSet<String> plugins) {
    /// Upstream's podInitialBackoffSeconds.
    private static final Duration BACK_OFF_FIRST = Duration.ofSeconds(1);

    /// Upstream's podMaxBackoffSeconds.
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(10);

    /// Upstream's podMaxInUnschedulablePodsDuration: then a pod is tried again in any case.
    private static final Duration PARKED_MAX = Duration.ofMinutes(5);

    Attempt {
        plugins = Collections.unmodifiableSortedSet(new TreeSet<>(plugins));
    }

    /// {@return when it is its turn again, if nothing changes}
    Time due() {
        return tried.plus(parked ? PARKED_MAX : backOff());
    }

    private Duration backOff() {
        var delay = BACK_OFF_FIRST.multipliedBy(1L << Math.min(count - 1, 30));
        return delay.compareTo(BACK_OFF_MAX) < 0 ? delay : BACK_OFF_MAX;
    }

    Attempt woken() {
        return parked ? new Attempt(uid, count, tried, false, plugins) : this;
    }
}
