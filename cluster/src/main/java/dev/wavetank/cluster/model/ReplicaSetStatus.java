package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a ReplicaSet has of what it wants.
public record ReplicaSetStatus(
        @Wire(always = true) int replicas,
        int fullyLabeledReplicas,
        int readyReplicas,
        int availableReplicas,
        @Nullable Integer terminatingReplicas,
        long observedGeneration,
        List<Condition> conditions,
        Json.Obj rest) {
    public ReplicaSetStatus {
        conditions = List.copyOf(conditions);
    }
}
