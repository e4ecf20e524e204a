package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.ContainerFaults;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.PodIdentity;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The runtimes of all nodes: what they have, and the way to harm it.
final class Runtimes {
    final Starts starts = new Starts(this);
    final ContainerClocks clocks = new ContainerClocks();
    private final TreeMap<String, Observed> told = new TreeMap<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();
    private @Nullable Stage stage;

    /// A running container of a pod.
    record Target(PodIdentity pod, ContainerId id) {
        /// {@return what is told of it}
        String container() {
            return "container " + pod.namespace() + "/" + pod.name() + "/" + id.name();
        }
    }

    void attach(Stage to) {
        stage = to;
    }

    ContainerRuntime decorate(String component, World world, ContainerRuntime runtime) {
        String node = Components.node(component);
        return new FaultyRuntime(node, world, runtime, this, seen -> observed(node, seen));
    }

    /// What did not change is the same object, so that a relist costs nothing.
    @SuppressWarnings("ReferenceEquality")
    private void observed(String node, Observed seen) {
        var before = told.put(node, seen);
        if (before == null || before.pods() != seen.pods()) {
            listeners.forEach(each -> each.accept(node));
        }
    }

    SortedMap<String, Observed> containers() {
        return Collections.unmodifiableSortedMap(told);
    }

    void onContainers(Consumer<String> listener) {
        listeners.add(listener);
    }

    /// {@return the pod with this uid on a node; null when it is not known there}
    @Nullable PodIdentity pod(String node, String uid) {
        var seen = told.get(node);
        var pod = seen == null ? null : seen.pods().get(uid);
        return pod == null ? null : pod.pod();
    }

    /// {@return the runs on a node that are running, sorted by pod and container}
    List<Target> running(String node) {
        var running = new ArrayList<Target>();
        for (var pod : faults(node).observed().pods().values()) {
            for (var run : pod.containers()) {
                if (run.running()) {
                    running.add(
                            new Target(
                                    pod.pod(),
                                    new ContainerId(pod.pod().uid(), run.name(), run.attempt())));
                }
            }
        }
        return running;
    }

    /// {@return the way to harm what a node has}
    ContainerFaults faults(String node) {
        return stage().tank.containers(node);
    }

    private Stage stage() {
        if (stage == null) {
            throw new IllegalStateException("not attached to a tank");
        }
        return stage;
    }
}
