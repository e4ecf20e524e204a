package dev.wavetank.cluster.model;

import java.util.List;
import java.util.SortedMap;

/// What a node has and how it fares.
///
/// @param capacity everything the node has
/// @param allocatable what of it pods may request
public record NodeStatus(
        SortedMap<String, Quantity> capacity,
        SortedMap<String, Quantity> allocatable,
        List<Condition> conditions,
        List<NodeAddress> addresses,
        Json.Obj rest) {
    public NodeStatus {
        conditions = List.copyOf(conditions);
        addresses = List.copyOf(addresses);
    }

    public NodeStatus withConditions(List<Condition> to) {
        return new NodeStatus(capacity, allocatable, to, addresses, rest);
    }
}
