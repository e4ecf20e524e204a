package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

import java.util.List;

/// Changes that became visible together.
///
/// @param changes oldest first
/// @param state the state after them
public record Commit(List<Change> changes, ClusterState state) {
    public Commit {
        changes = List.copyOf(changes);
    }
}
