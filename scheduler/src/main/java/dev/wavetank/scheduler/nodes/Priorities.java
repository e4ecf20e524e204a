package dev.wavetank.scheduler.nodes;

import dev.wavetank.cluster.model.Pod;

import java.util.Arrays;
import java.util.TreeMap;

/// How many pods of each priority a node has.
public final class Priorities {
    private final TreeMap<Integer, Integer> counts = new TreeMap<>();

    Priorities() {}

    static Priorities[] some(int size) {
        return more(new Priorities[0], size);
    }

    static Priorities[] more(Priorities[] few, int size) {
        var all = Arrays.copyOf(few, size);
        Arrays.setAll(all, row -> row < few.length ? few[row] : new Priorities());
        return all;
    }

    /// {@return a pod's priority; 0 when admission gave it none}
    public static int of(Pod pod) {
        Integer priority = pod.spec().priority();
        return priority == null ? 0 : priority;
    }

    void add(int priority, int sign) {
        counts.merge(priority, sign, (one, other) -> one + other == 0 ? null : one + other);
    }

    boolean anyBelow(int priority) {
        return !counts.isEmpty() && counts.firstKey() < priority;
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
