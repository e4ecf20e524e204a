package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Ref;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Whether pods fit a node. Written without scheduler and node agent, whose work it judges.
final class Room {
    private Room() {}

    /// {@return what there is too little of; null when all is enough}
    ///
    /// @param how how the pods are there: `bound to it`
    static @Nullable Breach lacking(Node node, List<Pod> pods, String how) {
        for (var each : node.status().allocatable().entrySet()) {
            String resource = each.getKey();
            long has = count(resource, each.getValue());
            long asked = 0;
            for (var pod : pods) {
                asked += resource.equals("pods") ? 1 : asked(pod, resource);
            }
            if (asked > has) {
                var objects = new Ref[pods.size() + 1];
                objects[0] = node.ref();
                for (int i = 0; i < pods.size(); i++) {
                    objects[i + 1] = pods.get(i).ref();
                }
                return Breach.of(
                        "%s has %s of %s to give; the %d pods %s ask for %s"
                                .formatted(
                                        node.meta().name(),
                                        words(resource, has),
                                        resource,
                                        pods.size(),
                                        how,
                                        words(resource, asked)),
                        objects);
            }
        }
        return null;
    }

    private static String words(String resource, long amount) {
        return resource.equals("cpu") ? amount + "m" : Long.toString(amount);
    }

    /// {@return what the pod asks for at its worst moment: its containers and sidecars together, or
    /// an init container beside the sidecars before it}
    private static long asked(Pod pod, String resource) {
        long running = 0;
        for (var container : pod.spec().containers()) {
            running += asked(container, resource);
        }
        long sidecars = 0;
        long starting = 0;
        for (var container : pod.spec().initContainers()) {
            long own = asked(container, resource);
            starting = Math.max(starting, sidecars + own);
            if ("Always".equals(container.restartPolicy())) {
                sidecars += own;
            }
        }
        var overhead = pod.spec().overhead().get(resource);
        return Math.max(running + sidecars, starting)
                + (overhead == null ? 0 : count(resource, overhead));
    }

    private static long asked(Container container, String resource) {
        var amount = container.resources().requests().get(resource);
        return amount == null ? 0 : count(resource, amount);
    }

    private static long count(String resource, Quantity amount) {
        return resource.equals("cpu") ? amount.millis() : amount.units();
    }
}
