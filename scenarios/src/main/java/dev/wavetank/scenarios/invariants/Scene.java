package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.scenarios.sight.Sight;

/// What an invariant is asked about.
///
/// @param sight the cluster as it is
/// @param before the state before the commit that is looked at; else the same as now
record Scene(Sight sight, ClusterState before) {
    ClusterState state() {
        return sight.state();
    }

    Time now() {
        return sight.now();
    }

    /// {@return what the runtime of a node has; nothing before it told anything}
    Observed containers(String node) {
        return sight.containers().getOrDefault(node, Observed.NOTHING);
    }
}
