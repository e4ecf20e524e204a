package dev.wavetank.controllers.nodes;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Removes pods that nobody else will: those on nodes that no longer exist, those being deleted
/// that never got a node, and the oldest of too many finished ones.
///
/// A pod that is being deleted on a silent node stays: the node may come back and still run it.
/// Only when the Node object is gone is the pod known to be.
public final class PodCollector implements Controller<PodCollector.Memory> {
    public static final String NAME = "pod-garbage-collector";

    /// Upstream's quarantine: a Node must be gone for so long, since it may be registered again.
    static final Duration QUARANTINE = Duration.ofSeconds(40);

    /// Upstream's `--terminated-pod-gc-threshold`.
    static final int FINISHED_MAX = 12_500;

    /// Upstream's gcCheckPeriod: how often finished pods are counted at most.
    private static final Duration PERIOD = Duration.ofSeconds(20);

    /// The key of the count of finished pods; no pod has it.
    static final Key FINISHED = new Key("", "");

    private final int finishedMax;

    /// Since when a pod's node is missing, or when finished pods were last counted.
    public record Memory(Optional<Time> since) {}

    public PodCollector() {
        this(FINISHED_MAX);
    }

    PodCollector(int finishedMax) {
        this.finishedMax = finishedMax;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        return List.of(Query.all(Node.KIND), Query.all(Pod.KIND));
    }

    @Override
    public Memory start() {
        return new Memory(Optional.empty());
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        var keys = new TreeSet<Key>();
        if (change.object() instanceof Pod pod) {
            if (change.deleted()) {
                return keys;
            }
            if (pod.spec().nodeName().isEmpty() ? pod.deleting() : lost(pod, view)) {
                keys.add(pod.key());
            }
            if (pod.finished()) {
                keys.add(FINISHED);
            }
        } else if (change.created() || change.deleted()) {
            view.table(Pod.KIND)
                    .on(change.object().meta().name())
                    .forEach(pod -> keys.add(pod.key()));
        }
        return keys;
    }

    private static boolean lost(Pod pod, View view) {
        return view.get(Node.KIND, "", pod.spec().nodeName()) == null;
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        if (key.equals(FINISHED)) {
            return finished(view, memory, now);
        }
        Pod pod = view.get(Pod.KIND, key);
        if (pod == null) {
            return Plan.nothing(start());
        }
        if (pod.spec().nodeName().isEmpty()) {
            return pod.deleting()
                    ? remove(
                            pod,
                            "it never got a node",
                            "PodGC: unscheduled pod is terminating",
                            now)
                    : Plan.nothing(start());
        }
        if (!lost(pod, view)) {
            return Plan.nothing(start());
        }
        var since = memory.since.orElse(now);
        Time due = since.plus(QUARANTINE);
        String ground = "its node " + pod.spec().nodeName() + " does not exist";
        if (now.before(due)) {
            return Plan.of(
                            List.of(),
                            List.of(reason(pod, "waiting for its node to return", ground)),
                            new Memory(Optional.of(since)))
                    .wakeAt(due);
        }
        return remove(pod, ground, "PodGC: node no longer exists", now);
    }

    private Plan<Memory> remove(Pod pod, String ground, String message, Time now) {
        var actions = new ArrayList<Action>();
        if (!pod.finished()) {
            actions.add(Disruption.status(pod, "Failed", "DeletionByPodGC", message, now));
        }
        actions.add(Action.Delete.now(pod));
        return Plan.of(actions, List.of(reason(pod, "removing it", ground)), start());
    }

    private Plan<Memory> finished(View view, Memory memory, Time now) {
        var next = memory.since.map(since -> since.plus(PERIOD));
        if (next.isPresent() && now.before(next.get())) {
            return Plan.nothing(memory).wakeAt(next.get());
        }
        var finished =
                new ArrayList<>(
                        view.all(Pod.KIND).stream()
                                .filter(pod -> pod.finished() && !pod.deleting())
                                .toList());
        finished.sort(Comparator.comparing(PodCollector::created).thenComparing(pod -> pod.key()));
        var actions = new ArrayList<Action>();
        for (var pod : finished.subList(0, Math.max(0, finished.size() - finishedMax))) {
            actions.add(Action.Delete.now(pod));
        }
        return Plan.of(actions, List.of(), new Memory(Optional.of(now)));
    }

    private static Instant created(Pod pod) {
        Instant created = pod.meta().creationTimestamp();
        return created == null ? Instant.EPOCH : created;
    }

    private static Reason reason(Pod pod, String decision, String ground) {
        return new Reason(pod.ref(), pod.meta().uid(), NAME, decision, List.of(ground));
    }
}
