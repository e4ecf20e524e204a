package dev.wavetank.apiserver.quota;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// What the containers of a pod ask for together: those that run at once are added up, and an init
/// container that needs more than that while it runs decides (upstream's `PodRequests` and
/// `PodLimits`).
final class PodDemand {
    private PodDemand() {}

    static SortedMap<String, Quantity> requests(Pod pod) {
        return demand(pod, container -> container.resources().requests());
    }

    /// The overhead counts where a limit is given at all.
    static SortedMap<String, Quantity> limits(Pod pod) {
        return demand(pod, container -> container.resources().limits());
    }

    private static SortedMap<String, Quantity> demand(
            Pod pod, Function<Container, SortedMap<String, Quantity>> asked) {
        var total = new TreeMap<String, Quantity>();
        pod.spec().containers().forEach(each -> add(asked.apply(each), total));
        var most = new TreeMap<String, Quantity>();
        var sidecars = new TreeMap<String, Quantity>();
        for (var init : pod.spec().initContainers()) {
            var needed = new TreeMap<>(asked.apply(init));
            if ("Always".equals(init.restartPolicy())) {
                add(asked.apply(init), total);
                add(asked.apply(init), sidecars);
                needed.clear();
            }
            add(sidecars, needed);
            needed.forEach((resource, amount) ->
                    most.merge(resource, amount, (a, b) -> a.compareTo(b) >= 0 ? a : b));
        }
        most.forEach((resource, amount) ->
                total.merge(resource, amount, (a, b) -> a.compareTo(b) >= 0 ? a : b));
        pod.spec()
                .overhead()
                .forEach((resource, amount) ->
                        total.computeIfPresent(resource, (_, sum) -> sum.plus(amount)));
        return total;
    }

    private static void add(SortedMap<String, Quantity> more, SortedMap<String, Quantity> to) {
        more.forEach((resource, amount) -> to.merge(resource, amount, Quantity::plus));
    }

    /// {@return what a quota must know of each container and does not: `cpu for: web,db`; none when
    /// nothing is missing}
    static List<String> missing(Pod pod, SortedMap<String, Quantity> hard) {
        var all = new ArrayList<>(pod.spec().containers());
        all.addAll(pod.spec().initContainers());
        var missing = new ArrayList<String>();
        for (String resource : hard.keySet()) {
            var without = new TreeSet<String>();
            for (var container : all) {
                if (!says(container, resource)) {
                    without.add(container.name());
                }
            }
            if (!without.isEmpty()) {
                missing.add(resource + " for: " + String.join(",", without));
            }
        }
        return missing;
    }

    /// Upstream asks only for processor and memory.
    private static boolean says(Container container, String resource) {
        return switch (resource) {
            case "cpu", "requests.cpu" -> container.resources().requests().containsKey("cpu");
            case "memory", "requests.memory" ->
                    container.resources().requests().containsKey("memory");
            case "limits.cpu" -> container.resources().limits().containsKey("cpu");
            case "limits.memory" -> container.resources().limits().containsKey("memory");
            default -> true;
        };
    }
}
