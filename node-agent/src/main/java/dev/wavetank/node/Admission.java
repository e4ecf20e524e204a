package dev.wavetank.node;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.HostPort;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.node.PodMemory.Ending;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Decides whether a pod that was bound to a node still fits there: two schedulers, or one with an
/// old view, may have given away the same room.
final class Admission {
    private Admission() {}

    /// {@return why the pod is turned away, or null when it fits}
    ///
    /// @param others the pods that the node has taken and that have not finished
    static @Nullable Ending refusal(
            Pod pod, List<Pod> others, SortedMap<String, Quantity> capacity) {
        for (var resource : capacity.entrySet()) {
            String name = resource.getKey();
            long asked = request(pod, name);
            long used = 0;
            for (var other : others) {
                used += request(other, name);
            }
            long has = amount(resource.getValue(), name);
            if (asked > 0 && used + asked > has) {
                return new Ending(
                        "OutOf" + name,
                        "Node didn't have enough resource: "
                                + name
                                + ", requested: "
                                + asked
                                + ", used: "
                                + used
                                + ", capacity: "
                                + has);
            }
        }
        var ports = HostPort.of(pod);
        if (!ports.isEmpty()
                && others.stream()
                        .flatMap(other -> HostPort.of(other).stream())
                        .anyMatch(taken -> ports.stream().anyMatch(taken::conflicts))) {
            return new Ending(
                    "NodePorts",
                    "Predicate NodePorts failed: node(s) didn't have free ports for the requested"
                            + " pod ports");
        }
        return null;
    }

    private static long amount(Quantity quantity, String resource) {
        return resource.equals("cpu") ? quantity.millis() : quantity.units();
    }

    /// What a pod needs at its worst moment, as the scheduler counts it: its containers and
    /// sidecars together, or an init container with the sidecars before it.
    static long request(Pod pod, String resource) {
        if (resource.equals("pods")) {
            return 1;
        }
        long together = 0;
        for (var container : pod.spec().containers()) {
            together += request(container, resource);
        }
        long sidecars = 0;
        long initMax = 0;
        for (var container : pod.spec().initContainers()) {
            long own = request(container, resource);
            if ("Always".equals(container.restartPolicy())) {
                sidecars += own;
                initMax = Math.max(initMax, sidecars);
            } else {
                initMax = Math.max(initMax, sidecars + own);
            }
        }
        var overhead = pod.spec().overhead().get(resource);
        return Math.max(together + sidecars, initMax)
                + (overhead == null ? 0 : amount(overhead, resource));
    }

    private static long request(Container container, String resource) {
        var requests = new TreeMap<>(container.resources().limits());
        requests.putAll(container.resources().requests());
        var asked = requests.get(resource);
        return asked == null ? 0 : amount(asked, resource);
    }
}
