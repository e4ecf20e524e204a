package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// How many pods of which template.
///
/// @param replicas how many; null is 1
/// @param minReadySeconds how long a pod must be ready to count as available, in seconds
public record ReplicaSetSpec(
        @Nullable Integer replicas,
        int minReadySeconds,
        LabelSelector selector,
        PodTemplate template,
        Json.Obj rest) {
    public int count() {
        return replicas == null ? 1 : replicas;
    }

    public ReplicaSetSpec withReplicas(int to) {
        return new ReplicaSetSpec(to, minReadySeconds, selector, template, rest);
    }
}
