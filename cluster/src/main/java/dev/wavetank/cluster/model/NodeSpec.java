package dev.wavetank.cluster.model;

import java.util.List;

/// What is wanted of a node.
///
/// @param unschedulable whether new pods are kept off: cordoned
public record NodeSpec(boolean unschedulable, List<Taint> taints, Json.Obj rest) {
    public NodeSpec {
        taints = List.copyOf(taints);
    }

    public NodeSpec withTaints(List<Taint> to) {
        return new NodeSpec(unschedulable, to, rest);
    }
}
