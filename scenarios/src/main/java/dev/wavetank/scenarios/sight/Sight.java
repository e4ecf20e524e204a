package dev.wavetank.scenarios.sight;

import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.runtime.Observed;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/// All that can be seen of a cluster at one moment.
///
/// @param state the newest committed state; the last one while no API server lives
/// @param containers by node what its runtime has, whether or not its agent lives
/// @param off the nodes without power
/// @param faults those that are active
/// @param metrics what was counted since the method began; it goes on counting
/// @param start when the method began
public record Sight(
        ClusterState state,
        SortedMap<String, Observed> containers,
        SortedSet<String> off,
        List<FaultRecord> faults,
        Metrics metrics,
        Time start,
        Time now) {}
