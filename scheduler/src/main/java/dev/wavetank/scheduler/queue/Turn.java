package dev.wavetank.scheduler.queue;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scheduler.nodes.Priorities;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/// A pod's place in the queue: higher priority first, then who waits longer.
///
/// @param since when it came, or when it came back
/// @param revision tells those apart that came within one second
record Turn(int priority, Instant since, long revision, Key pod) implements Comparable<Turn> {
    private static final Comparator<Turn> ORDER =
            Comparator.comparingInt(Turn::priority)
                    .reversed()
                    .thenComparing(Turn::since)
                    .thenComparingLong(Turn::revision)
                    .thenComparing(Turn::pod);

    static Turn of(Pod pod) {
        return of(pod, Objects.requireNonNullElse(pod.meta().creationTimestamp(), Instant.EPOCH));
    }

    static Turn of(Pod pod, Instant since) {
        return new Turn(Priorities.of(pod), since, pod.meta().resourceVersion(), pod.key());
    }

    @Override
    public int compareTo(Turn other) {
        return ORDER.compare(this, other);
    }
}
