package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.Time;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How the cluster stood at one moment, for the curves of a report: taken when any of it changed.
///
/// @param nodesReady how many nodes are Ready
/// @param podsWanted how many pods the workloads want
/// @param podsReady how many of them are Ready
/// @param traffic by stream how many requests were answered and lost until then
public record Sample(
        Time at,
        int nodesReady,
        int podsWanted,
        int podsReady,
        SortedMap<String, Requests> traffic) {
    public Sample {
        traffic = Collections.unmodifiableSortedMap(new TreeMap<>(traffic));
    }

    /// {@return whether nothing but the time differs}
    boolean sameAs(Sample other) {
        return nodesReady == other.nodesReady
                && podsWanted == other.podsWanted
                && podsReady == other.podsReady
                && traffic.equals(other.traffic);
    }

    /// Requests since the beginning of the method.
    public record Requests(long answered, long lost) {}
}
