package dev.wavetank.apiserver.core;

import dev.wavetank.apiserver.kinds.Addresses;
import dev.wavetank.apiserver.quota.Quotas;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

/// The newest state, which the writer works on and nobody else sees before it is committed.
///
/// @param addresses what the services of the state hold
/// @param quotas what the objects of the state use of their namespaces' quotas
record Head(ClusterState state, Addresses addresses, Quotas quotas) {
    static Head of(ClusterState state) {
        return new Head(state, Addresses.of(state), Quotas.of(state));
    }

    Head after(Change change, String author) {
        var next = state.apply(change, author);
        return new Head(next, addresses.after(change), quotas.after(change, next));
    }
}
