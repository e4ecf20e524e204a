package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;

/// Old states that lists in pages still read from. Few and not for long: what is left of a state
/// once the cluster has moved on is memory that only it needs.
final class PinnedStates {
    private static final int STATES_MAX = 64;

    /// As long as etcd keeps old revisions under an API server (`--etcd-compaction-interval`).
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final LinkedHashMap<Long, Pinned> states = new LinkedHashMap<>();

    private record Pinned(ClusterState state, Time at) {}

    void pin(ClusterState state, Time now) {
        forget(now);
        states.putIfAbsent(state.revision(), new Pinned(state, now));
        while (states.size() > STATES_MAX) {
            states.pollFirstEntry();
        }
    }

    @Nullable ClusterState at(long revision, Time now) {
        forget(now);
        var pinned = states.get(revision);
        return pinned == null ? null : pinned.state();
    }

    private void forget(Time now) {
        var oldest = states.firstEntry();
        while (oldest != null && now.since(oldest.getValue().at()).compareTo(KEPT) > 0) {
            states.pollFirstEntry();
            oldest = states.firstEntry();
        }
    }
}
