package dev.wavetank.apiserver.core;

import dev.wavetank.apiserver.kinds.Addresses;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

/// The newest state, which the writer works on and nobody else sees before it is committed.
///
/// @param addresses what the services of the state hold
record Head(ClusterState state, Addresses addresses) {
    static Head of(ClusterState state) {
        return new Head(state, Addresses.of(state));
    }

    Head after(Change change, String author) {
        return new Head(state.apply(change, author), addresses.after(change));
    }
}
