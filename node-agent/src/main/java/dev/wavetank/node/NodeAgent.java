package dev.wavetank.node;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Observed;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// Runs the pods that are bound to one node: the kubelet's part.
///
/// One life of one agent: closing its world is a crash, and a new agent with the same runtime
/// begins where the containers are. It decides nothing before it has seen both its pods and its
/// containers.
public final class NodeAgent {
    private final NodeProfile profile;
    private final World world;
    private final Api api;
    private final ContainerRuntime runtime;
    private final PodLifecycle lifecycle;
    private final Heart heart;
    private final TreeMap<String, PodWorker> workers = new TreeMap<>();
    private final TreeSet<String> waiting = new TreeSet<>();
    private @Nullable Observed observed;
    private @Nullable Table<?> pods;
    private boolean turnPosted;

    /// Starts the agent: it registers its node and begins to run pods.
    ///
    /// @param world the agent's own; closing it stops the agent and leaves the containers
    /// @param api a session of the agent's own
    /// @param runtime the machine's containers
    public NodeAgent(NodeProfile profile, World world, Api api, ContainerRuntime runtime) {
        this.profile = profile;
        this.world = world;
        this.api = api;
        this.runtime = runtime;
        lifecycle = new PodLifecycle(new NodeFacts(profile.name(), profile.ip()));
        heart = new Heart(profile, world, api, this::registered);
        runtime.observe(seen -> world.post("observed", () -> observed(seen)));
    }

    private void registered() {
        api.watch(Query.podsOn(profile.name()), this::heard);
    }

    private void observed(Observed seen) {
        var before = observed;
        observed = seen;
        heart.holds(seen.images());
        for (var worker : workers.values()) {
            // New images need no look: the answer to the pull asks for one.
            if (before == null || differs(worker.uid(), before, seen)) {
                wants(worker);
            }
        }
        sweep();
    }

    private static boolean differs(String uid, Observed before, Observed now) {
        return !Objects.equals(before.pods().get(uid), now.pods().get(uid));
    }

    private void heard(Notice notice) {
        switch (notice) {
            case Notice.Snapshot(var table) -> {
                Table<?> before = pods == null ? Table.empty(Pod.KIND) : pods;
                pods = table;
                changed(before.changesTo(table));
            }
            case Notice.Changes(var changes, var table) -> {
                pods = table;
                changed(changes);
            }
            // Pods go on as they are; a snapshot follows.
            case Notice.Progress _, Notice.Lost _ -> {}
        }
        sweep();
    }

    private void changed(List<Change> changes) {
        var arrived = new ArrayList<Pod>();
        for (var change : changes) {
            if (change.before() instanceof Pod before && !sameUid(before, change.after())) {
                var worker = workers.get(before.meta().uid());
                if (worker != null) {
                    worker.vanished();
                }
            }
            if (change.after() instanceof Pod after) {
                var worker = workers.get(after.meta().uid());
                if (worker != null) {
                    worker.saw(after);
                } else {
                    arrived.add(after);
                }
            }
        }
        arrived.sort(
                Comparator.comparing((Pod pod) -> pod.status().startTime() == null)
                        .thenComparing(pod ->
                                Objects.requireNonNullElse(
                                        pod.meta().creationTimestamp(), Instant.EPOCH))
                        .thenComparing(Pod::key));
        arrived.forEach(this::take);
    }

    private static boolean sameUid(Pod before, @Nullable Resource after) {
        return after != null && after.meta().uid().equals(before.meta().uid());
    }

    private void take(Pod pod) {
        var worker =
                new PodWorker(lifecycle, profile.name(), world, api, runtime, pod, this::wants);
        boolean isNew = pod.status().startTime() == null && !pod.deleting() && !pod.finished();
        var refusal =
                isNew
                        ? Admission.refusal(
                                pod,
                                workers.values().stream()
                                        .filter(PodWorker::takesRoom)
                                        .map(PodWorker::pod)
                                        .toList(),
                                profile.capacity())
                        : null;
        workers.put(pod.meta().uid(), worker);
        if (refusal != null) {
            worker.end(
                    new PodMemory.Ending(
                            refusal.reason(), "Pod was rejected: " + refusal.message()),
                    Told.warning(refusal.reason(), refusal.message(), ""));
        }
        wants(worker);
    }

    private void wants(PodWorker worker) {
        waiting.add(worker.uid());
        if (!turnPosted && observed != null) {
            turnPosted = true;
            world.post("pods", this::turn);
        }
    }

    private void turn() {
        turnPosted = false;
        var now = new ArrayList<>(waiting);
        waiting.clear();
        for (String uid : now) {
            var worker = workers.get(uid);
            if (worker != null && observed != null && worker.look(observed)) {
                workers.remove(uid);
            }
        }
    }

    /// Removes what is left of pods that went while no agent looked.
    private void sweep() {
        if (observed == null || pods == null) {
            return;
        }
        for (String uid : observed.pods().keySet()) {
            if (!workers.containsKey(uid)) {
                runtime.perform(new Command.Remove(uid), _ -> {});
            }
        }
    }
}
