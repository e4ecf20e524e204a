package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Pod;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What came of looking for pods whose eviction would make room for another.
sealed interface Eviction {
    /// These pods are to go.
    ///
    /// @param victims the most important first
    record Of(String node, List<Pod> victims) implements Eviction {
        public Of {
            victims = List.copyOf(victims);
        }
    }

    /// The pod may not evict others, or not now.
    ///
    /// @param why in upstream's words
    record NotEligible(String why) implements Eviction {}

    /// On no node would it help.
    ///
    /// @param reasons how many nodes were left out for which reason
    record Vain(SortedMap<String, Integer> reasons) implements Eviction {
        public Vain {
            reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        }
    }
}
