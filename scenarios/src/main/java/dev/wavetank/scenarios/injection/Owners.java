package dev.wavetank.scenarios.injection;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which faults hold which things: a component down, a node without power. What several hold is
/// free when the last lets go.
final class Owners {
    private final TreeMap<String, TreeSet<Integer>> holders = new TreeMap<>();

    /// {@return whether nobody held it before}
    boolean take(String what, int fault) {
        var all = holders.computeIfAbsent(what, _ -> new TreeSet<>());
        boolean first = all.isEmpty();
        all.add(fault);
        return first;
    }

    boolean held(String what) {
        return holders.containsKey(what);
    }

    boolean holds(int fault) {
        return holders.values().stream().anyMatch(all -> all.contains(fault));
    }

    /// {@return what this fault held and nobody holds now}
    List<String> release(int fault) {
        var free = new ArrayList<String>();
        for (var each : holders.entrySet()) {
            if (each.getValue().remove(fault) && each.getValue().isEmpty()) {
                free.add(each.getKey());
            }
        }
        free.forEach(holders::remove);
        return free;
    }
}
