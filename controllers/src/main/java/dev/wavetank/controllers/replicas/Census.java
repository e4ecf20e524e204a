package dev.wavetank.controllers.replicas;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.ReplicaSetStatus;
import dev.wavetank.cluster.world.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The pods of a ReplicaSet, counted.
///
/// @param active neither finished nor being deleted
/// @param fullyLabeled active ones that still carry all labels of the template
/// @param terminating being deleted and not yet finished
/// @param nextAvailable when the next ready pod has been ready for long enough
record Census(
        List<Pod> active,
        int fullyLabeled,
        int ready,
        int available,
        int terminating,
        Optional<Time> nextAvailable) {
    /// How many nodes a summary names.
    private static final int PLACES_MAX = 5;

    static Census of(ReplicaSet set, List<Pod> pods, Time now) {
        var active = new ArrayList<Pod>();
        int fullyLabeled = 0;
        int ready = 0;
        int available = 0;
        int terminating = 0;
        Optional<Time> next = Optional.empty();
        var labels = set.spec().template().meta().labels();
        for (var pod : pods) {
            if (pod.finished()) {
                continue;
            }
            if (pod.deleting()) {
                terminating++;
                continue;
            }
            active.add(pod);
            if (pod.meta().labels().entrySet().containsAll(labels.entrySet())) {
                fullyLabeled++;
            }
            Instant from = Readiness.availableAt(pod, set.spec().minReadySeconds());
            if (from != null) {
                ready++;
                if (set.spec().minReadySeconds() == 0 || !from.isAfter(now.wall())) {
                    available++;
                } else {
                    Time at = now.plus(Duration.between(now.wall(), from));
                    next = Optional.of(next.map(at::min).orElse(at));
                }
            }
        }
        return new Census(active, fullyLabeled, ready, available, terminating, next);
    }

    /// {@return the status that this count gives}
    ReplicaSetStatus status(ReplicaSet set, List<Condition> conditions) {
        return new ReplicaSetStatus(
                active.size(),
                fullyLabeled,
                ready,
                available,
                terminating,
                set.meta().generation(),
                conditions,
                set.status().rest());
    }

    /// {@return what was wanted and found, for people}
    String summary(int wanted) {
        var notReady = new TreeMap<String, Integer>();
        for (var pod : active) {
            if (!pod.ready()) {
                notReady.merge(pod.spec().nodeName(), 1, Integer::sum);
            }
        }
        var places = new ArrayList<String>();
        while (!notReady.isEmpty() && places.size() < PLACES_MAX) {
            var place = notReady.pollFirstEntry();
            String node = place.getKey();
            places.add(
                    place.getValue()
                            + " of them "
                            + (node.isEmpty() ? "not scheduled" : "on " + node + " not ready"));
        }
        if (!notReady.isEmpty()) {
            int more = notReady.values().stream().mapToInt(Integer::intValue).sum();
            places.add(more + " of them on " + count(notReady.size(), "other node") + " not ready");
        }
        if (terminating > 0) {
            places.add(terminating + " more terminating");
        }
        return "wanted "
                + count(wanted, "pod")
                + ", found "
                + active.size()
                + (places.isEmpty() ? "" : " (" + String.join(", ", places) + ")");
    }

    static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
