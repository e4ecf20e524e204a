package dev.wavetank.cli.demo;

import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// How each service fared from a moment on, as its customers saw it: how many of its endpoints were
/// ready *and* on a machine that has power.
final class Recovery {
    private static final String SERVICE = "kubernetes.io/service-name";

    private final Time start;
    private final String deadNode;
    private final TreeMap<String, Level> levels = new TreeMap<>();

    /// @param wanted how many endpoints it had at the beginning
    /// @param lowest the fewest it had since
    /// @param now how many it has
    /// @param downSince since when it has none; null while it has some
    /// @param down how long it had none, in all
    /// @param restored how long after the beginning it last came back to what it had; zero when it
    ///   never had less
    record Level(
            int wanted,
            int lowest,
            int now,
            @Nullable Time downSince,
            Duration down,
            Duration restored) {
        boolean suffered() {
            return lowest < wanted;
        }

        Level at(int serving, Time start, Time time) {
            Duration downNow =
                    downSince != null && serving > 0 ? down.plus(time.since(downSince)) : down;
            Time since = serving > 0 ? null : downSince != null ? downSince : time;
            return new Level(
                    wanted,
                    Math.min(lowest, serving),
                    serving,
                    since,
                    downNow,
                    now < wanted && serving >= wanted ? time.since(start) : restored);
        }
    }

    /// Begins to look.
    ///
    /// @param deadNode whose pods serve nobody, whatever the cluster still believes; "" for none
    Recovery(ClusterState state, Time start, String deadNode) {
        this.start = start;
        this.deadNode = deadNode;
        serving(state, "")
                .forEach((service, count) ->
                        levels.put(
                                service,
                                new Level(
                                        count, count, count, null, Duration.ZERO, Duration.ZERO)));
        saw(state, start);
    }

    /// Takes in the state at a later moment.
    void saw(ClusterState state, Time now) {
        var serving = serving(state, deadNode);
        levels.replaceAll((service, level) -> {
            int count = serving.getOrDefault(service, 0);
            return count == level.now() ? level : level.at(count, start, now);
        });
    }

    /// {@return each service's level by its name}
    SortedMap<String, Level> levels() {
        return Collections.unmodifiableSortedMap(levels);
    }

    /// {@return how many endpoints of each service are ready}
    ///
    /// @param without a node whose endpoints do not count
    static SortedMap<String, Integer> serving(ClusterState state, String without) {
        var serving = new TreeMap<String, Integer>();
        for (var slice : state.table(EndpointSlice.KIND).all()) {
            String service = slice.meta().label(SERVICE);
            int ready = 0;
            for (var endpoint : slice.endpoints()) {
                boolean lost = !without.isEmpty() && without.equals(endpoint.nodeName());
                ready += Boolean.TRUE.equals(endpoint.conditions().ready()) && !lost ? 1 : 0;
            }
            serving.merge(service, ready, Integer::sum);
        }
        return serving;
    }
}
