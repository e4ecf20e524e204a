package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How far a Deployment has come.
public record DeploymentStatus(
        long observedGeneration,
        int replicas,
        int updatedReplicas,
        int readyReplicas,
        int availableReplicas,
        int unavailableReplicas,
        @Nullable Integer terminatingReplicas,
        @Nullable Integer collisionCount,
        List<Condition> conditions,
        Json.Obj rest) {
    public DeploymentStatus {
        conditions = List.copyOf(conditions);
    }
}
