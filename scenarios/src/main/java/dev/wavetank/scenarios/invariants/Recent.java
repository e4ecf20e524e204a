package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.world.Time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/// What something was a moment ago: a component that acts now may not have heard of more.
///
/// @param <K> what it is asked by
/// @param <V> what there was
final class Recent<K extends Comparable<K>, V> {
    /// How old a view may be without a fault. Chosen: a thousand times what a message takes, since
    /// a busy API server answers 429 and components wait and try again.
    static final Duration LAG = Duration.ofSeconds(5);

    private final TreeMap<K, Deque<Former<V>>> former = new TreeMap<>();

    private record Former<V>(V value, Time until) {}

    /// Something was so until now.
    void was(K key, V value, Time now) {
        var all = former.computeIfAbsent(key, _ -> new ArrayDeque<>());
        all.addLast(new Former<>(value, now));
        forget(all, now);
    }

    /// {@return what it was at any time of the last moment, but not what it is now}
    List<V> values(K key, Time now) {
        var all = former.get(key);
        if (all == null) {
            return List.of();
        }
        forget(all, now);
        if (all.isEmpty()) {
            former.remove(key);
        }
        var values = new ArrayList<V>();
        all.forEach(each -> values.add(each.value()));
        return values;
    }

    private static <V> void forget(Deque<Former<V>> all, Time now) {
        while (!all.isEmpty() && now.since(all.getFirst().until()).compareTo(LAG) > 0) {
            all.removeFirst();
        }
    }
}
