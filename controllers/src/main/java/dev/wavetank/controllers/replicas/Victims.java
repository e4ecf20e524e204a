package dev.wavetank.controllers.replicas;

import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Pod;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Chooses the pods that a ReplicaSet gives up first.
///
/// Goal: lose as little as possible. Upstream's order (`ActivePodsWithRanks`), the first that tells
/// two pods apart decides:
///
/// 1. not bound to a node before bound
/// 2. phase `Pending` before `Unknown` before `Running`
/// 3. not ready before ready
/// 4. lower annotation `controller.kubernetes.io/pod-deletion-cost` first
/// 5. on a node with more pods of the same owner first
/// 6. ready for a shorter time first, in powers of two
/// 7. more restarts of a container first
/// 8. younger first, in powers of two
///
/// Times are compared by powers of two so that the oldest do not always survive; the uid decides
/// within one power. Upstream looks at the uid already at step 6 when the times differ, which is
/// not a consistent order; here it is the last step.
final class Victims {
    private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

    private Victims() {}

    /// {@return the pods to delete, the first to go first}
    ///
    /// @param pods the active pods of the set
    /// @param related the active pods of all sets of the same owner
    static List<Pod> choose(List<Pod> pods, List<Pod> related, int count, Instant now) {
        var onNode = new TreeMap<String, Integer>();
        for (var pod : related) {
            onNode.merge(pod.spec().nodeName(), 1, Integer::sum);
        }
        var sorted = new ArrayList<>(pods);
        sorted.sort(order(onNode, now));
        return List.copyOf(sorted.subList(0, count));
    }

    private static Comparator<Pod> order(Map<String, Integer> onNode, Instant now) {
        return Comparator.<Pod>comparingInt(pod -> pod.spec().nodeName().isEmpty() ? 0 : 1)
                .thenComparingInt(Victims::phase)
                .thenComparingInt(pod -> pod.ready() ? 1 : 0)
                .thenComparingInt(Victims::deletionCost)
                .thenComparingInt(pod -> -onNode.getOrDefault(pod.spec().nodeName(), 0))
                .thenComparingInt(pod -> magnitude(Readiness.since(pod), now))
                .thenComparingInt(pod -> -restarts(pod))
                .thenComparingInt(pod -> magnitude(pod.meta().creationTimestamp(), now))
                .thenComparing(pod -> pod.meta().uid());
    }

    private static int phase(Pod pod) {
        return switch (pod.status().phase()) {
            case "Unknown" -> 1;
            case "Running" -> 2;
            default -> 0;
        };
    }

    private static int deletionCost(Pod pod) {
        try {
            return Integer.parseInt(pod.meta().annotations().getOrDefault(DELETION_COST, "0"));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private static int restarts(Pod pod) {
        int most = 0;
        for (ContainerStatus status : pod.status().containerStatuses()) {
            most = Math.max(most, status.restartCount());
        }
        return most;
    }

    /// {@return the power of two of the nanoseconds since then; -1 when it is not past}
    private static int magnitude(@Nullable Instant since, Instant now) {
        if (since == null || !since.isBefore(now)) {
            return -1;
        }
        Duration age = Duration.between(since, now);
        // Beyond 2^31 seconds all ages are one; nanoseconds would overflow later on.
        return age.toSeconds() > Integer.MAX_VALUE
                ? Long.SIZE
                : Long.SIZE - 1 - Long.numberOfLeadingZeros(age.toNanos());
    }
}
