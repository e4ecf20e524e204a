package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Observed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The runtimes of all nodes: what they have, and what faults do to it.
final class Runtimes implements Site {
    private final TreeMap<String, FaultyRuntime> runtimes = new TreeMap<>();
    private final TreeMap<String, Observed> told = new TreeMap<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();
    private @Nullable Stage stage;

    /// A container of a pod, by names.
    record Target(String namespace, String pod, ContainerId id) {
        @Override
        public String toString() {
            return "container " + namespace + "/" + pod + "/" + id.name();
        }
    }

    void attach(Stage to) {
        stage = to;
    }

    ContainerRuntime decorate(String component, World world, ContainerRuntime runtime) {
        String node = Components.node(component);
        var faulty = new FaultyRuntime(runtime, seen -> observed(node, seen));
        runtimes.put(node, faulty);
        return faulty;
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

    /// {@return the runs on a node that are running, sorted by pod and container}
    List<Target> running(String node) {
        var running = new ArrayList<Target>();
        for (var pod : stage().tank.containers(node).observed().pods().values()) {
            for (var run : pod.containers()) {
                if (run.running()) {
                    running.add(
                            new Target(
                                    pod.pod().namespace(),
                                    pod.pod().name(),
                                    new ContainerId(pod.pod().uid(), run.name(), run.attempt())));
                }
            }
        }
        return running;
    }

    /// Ends a run from outside.
    void end(String node, ContainerId id, int exitCode, String reason) {
        stage().tank.containers(node).end(id, exitCode, reason);
    }

    private Stage stage() {
        if (stage == null) {
            throw new IllegalStateException("not attached to a tank");
        }
        return stage;
    }

    @Override
    public void release(int fault) {}

    @Override
    public boolean holds(int fault) {
        return false;
    }
}
