package dev.wavetank.scenarios.run;

import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scenarios.sight.Metrics;

/// Counts what is committed, for the assertions that ask how often something happened.
final class Counting {
    private final Metrics metrics;

    Counting(Metrics metrics) {
        this.metrics = metrics;
    }

    void commit(Commit commit) {
        for (var change : commit.changes()) {
            metrics.add(Metrics.WRITES, 1, "resource", change.kind().plural());
            if (change.object() instanceof Pod pod) {
                pod(change, pod);
            }
        }
    }

    private void pod(Change change, Pod pod) {
        String namespace = pod.meta().namespace();
        if (change.created()) {
            metrics.add(Metrics.PODS_CREATED, 1, "namespace", namespace);
        } else if (change.deleted()) {
            metrics.add(Metrics.PODS_DELETED, 1, "namespace", namespace);
        } else if (change.before() instanceof Pod before) {
            long restarts = restarts(pod) - restarts(before);
            if (restarts > 0) {
                metrics.add(Metrics.RESTARTS, restarts, "namespace", namespace);
            }
        }
    }

    private static long restarts(Pod pod) {
        return pod.status().containerStatuses().stream()
                .mapToLong(ContainerStatus::restartCount)
                .sum();
    }
}
