package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// What an application shall run and how it changes over.
///
/// @param replicas how many pods; null is 1
/// @param revisionHistoryLimit how many old ReplicaSets stay for a way back; null is 10
/// @param progressDeadlineSeconds how long a rollout may stand still, in seconds; null is 600
public record DeploymentSpec(
        @Nullable Integer replicas,
        LabelSelector selector,
        PodTemplate template,
        DeploymentStrategy strategy,
        int minReadySeconds,
        @Nullable Integer revisionHistoryLimit,
        boolean paused,
        @Nullable Integer progressDeadlineSeconds,
        Json.Obj rest) {
    public int count() {
        return replicas == null ? 1 : replicas;
    }
}
