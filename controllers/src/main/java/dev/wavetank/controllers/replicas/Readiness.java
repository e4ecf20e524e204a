package dev.wavetank.controllers.replicas;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Pod;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Since when pods are ready, and whether that is long enough to count on them.
final class Readiness {
    private Readiness() {}

    /// {@return since when the pod is ready; null when it is not}
    static @Nullable Instant since(Pod pod) {
        var ready = Condition.find(pod.status().conditions(), "Ready");
        if (ready == null || !ready.isTrue()) {
            return null;
        }
        return ready.lastTransitionTime() == null ? Instant.EPOCH : ready.lastTransitionTime();
    }

    /// {@return from when on the pod counts as available if it stays ready; null when it is not}
    static @Nullable Instant availableAt(Pod pod, int minReadySeconds) {
        Instant since = since(pod);
        return since == null || minReadySeconds == 0 ? since : since.plusSeconds(minReadySeconds);
    }
}
