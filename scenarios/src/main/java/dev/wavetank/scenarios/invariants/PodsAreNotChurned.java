package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/// A ReplicaSet does not make pods again and again while nothing goes wrong.
final class PodsAreNotChurned implements Invariant.OfChange {
    @Override
    public String name() {
        return "pods-are-not-churned";
    }

    @Override
    public String reason() {
        return "Scheduler and node, or descheduler and scheduler, that disagree make and refuse "
                + "pods without end (kubernetes#130683, descheduler#252).";
    }

    @Override
    public Excuse excuse() {
        return Excuse.ANY_FAULT;
    }

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final TreeMap<Ref, Count> counts = new TreeMap<>();

    /// Pods that a ReplicaSet made since a moment.
    private record Count(long generation, Time since, int pods) {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Pod.KIND, ReplicaSet.KIND);
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        if (change.object() instanceof ReplicaSet) {
            if (change.deleted()) {
                counts.remove(change.ref());
            }
            return null;
        }
        if (!change.created() || !(change.after() instanceof Pod pod)) {
            return null;
        }
        var owner = pod.meta().controller();
        if (!scene.sight().faults().isEmpty()) {
            counts.clear();
            return null;
        }
        if (owner == null || !owner.kind().equals(ReplicaSet.KIND.name())) {
            return null;
        }
        var set = scene.state().table(ReplicaSet.KIND).get(pod.meta().namespace(), owner.name());
        if (set == null) {
            return null;
        }
        long generation = set.meta().generation();
        var last = counts.get(set.ref());
        var count =
                last != null
                                && last.generation() == generation
                                && scene.now().since(last.since()).compareTo(WINDOW) < 0
                        ? new Count(generation, last.since(), last.pods() + 1)
                        : new Count(generation, scene.now(), 1);
        counts.put(set.ref(), count);
        int most = 10 + 3 * set.spec().count();
        return count.pods() > most
                ? Breach.of(
                        set.ref()
                                + " wants "
                                + set.spec().count()
                                + " pods and made "
                                + count.pods()
                                + " within ten minutes without a fault; allowed: "
                                + most,
                        set.ref(),
                        pod.ref())
                : null;
    }
}
