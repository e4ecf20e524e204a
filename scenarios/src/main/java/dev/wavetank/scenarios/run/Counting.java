package dev.wavetank.scenarios.run;

import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

/// Counts what commits bring: how many pods come and go tells a controller that does too much also
/// when it has tidied up behind itself before anyone looks.
final class Counting {
    private Counting() {}

    static void count(Commit commit, Metrics metrics) {
        for (var change : commit.changes()) {
            metrics.add(Metrics.WRITES, 1, "resource", change.kind().plural());
            if (change.object() instanceof Pod pod) {
                pod(change, pod.meta().namespace(), metrics);
            }
        }
    }

    private static void pod(Change change, String namespace, Metrics metrics) {
        if (change.created()) {
            metrics.add(Metrics.PODS_CREATED, 1, "namespace", namespace);
        } else if (change.deleted()) {
            metrics.add(Metrics.PODS_DELETED, 1, "namespace", namespace);
        } else {
            long more = restarts(change.after()) - restarts(change.before());
            if (more > 0) {
                metrics.add(Metrics.RESTARTS, more, "namespace", namespace);
            }
        }
    }

    private static long restarts(@Nullable Resource resource) {
        long restarts = 0;
        if (resource instanceof Pod pod) {
            for (ContainerStatus container : pod.status().containerStatuses()) {
                restarts += container.restartCount();
            }
        }
        return restarts;
    }
}
