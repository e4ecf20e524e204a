package dev.wavetank.scheduler.nodes;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.HostPort;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a pod takes from a node.
///
/// Containers run together, so their requests add up. Init containers run one after the other and
/// before them, so only the largest counts; a sidecar (an init container that is restarted always)
/// runs on beside all that follow it. The pod's overhead comes on top.
///
/// @param amounts what is asked for by resource, without zeros: thousandths of a core for `cpu`,
///   else bytes or pieces; `pods` is always 1
/// @param scoredCpu thousandths of a core, with [#UNASKED_CPU] for each container that asks for
///   none
/// @param scoredMemory bytes, with [#UNASKED_MEMORY] for each container that asks for none
public record Demand(
        SortedMap<String, Long> amounts, long scoredCpu, long scoredMemory, List<HostPort> ports) {
    public static final String CPU = "cpu";
    public static final String MEMORY = "memory";
    public static final String EPHEMERAL_STORAGE = "ephemeral-storage";
    public static final String PODS = "pods";

    /// What scoring takes a container to use that asks for no CPU: upstream's
    /// DefaultMilliCPURequest, in thousandths of a core.
    static final long UNASKED_CPU = 100;

    /// What scoring takes a container to use that asks for no memory: upstream's
    /// DefaultMemoryRequest, in bytes.
    static final long UNASKED_MEMORY = 200 * 1024 * 1024;

    public static Demand of(Pod pod) {
        var plain = new Sum(false);
        var scored = new Sum(true);
        for (var container : pod.spec().containers()) {
            plain.run(container);
            scored.run(container);
        }
        for (var container : pod.spec().initContainers()) {
            plain.init(container);
            scored.init(container);
        }
        var amounts = plain.total(pod.spec().overhead());
        var scoredAmounts = scored.total(pod.spec().overhead());
        amounts.put(PODS, 1L);
        return new Demand(
                amounts,
                scoredAmounts.getOrDefault(CPU, 0L),
                scoredAmounts.getOrDefault(MEMORY, 0L),
                HostPort.of(pod));
    }

    public long amount(String resource) {
        return amounts.getOrDefault(resource, 0L);
    }

    /// {@return whether it asks for neither CPU nor memory}
    public boolean bestEffort() {
        return amount(CPU) == 0 && amount(MEMORY) == 0;
    }

    /// {@return the amount in the unit in which the scheduler counts the resource}
    public static long count(String resource, Quantity quantity) {
        return resource.equals(CPU) ? quantity.millis() : quantity.units();
    }

    /// Adds up containers, with or without the amounts that scoring assumes.
    private static final class Sum {
        private final boolean assuming;
        private final TreeMap<String, Long> running = new TreeMap<>();
        private final TreeMap<String, Long> sidecars = new TreeMap<>();
        private final TreeMap<String, Long> starting = new TreeMap<>();

        Sum(boolean assuming) {
            this.assuming = assuming;
        }

        void run(Container container) {
            addTo(running, requests(container));
        }

        void init(Container container) {
            var requests = requests(container);
            if ("Always".equals(container.restartPolicy())) {
                addTo(running, requests);
                addTo(sidecars, requests);
                raise(sidecars);
            } else {
                addTo(requests, sidecars);
                raise(requests);
            }
        }

        SortedMap<String, Long> total(Map<String, Quantity> overhead) {
            var total = new TreeMap<>(running);
            starting.forEach((resource, amount) -> total.merge(resource, amount, Math::max));
            overhead.forEach((resource, amount) ->
                    total.merge(resource, count(resource, amount), Long::sum));
            total.values().removeIf(amount -> amount == 0);
            return total;
        }

        private void raise(Map<String, Long> to) {
            to.forEach((resource, amount) -> starting.merge(resource, amount, Math::max));
        }

        private SortedMap<String, Long> requests(Container container) {
            var requests = new TreeMap<String, Long>();
            container
                    .resources()
                    .requests()
                    .forEach((name, amount) -> requests.put(name, count(name, amount)));
            if (assuming) {
                requests.putIfAbsent(CPU, UNASKED_CPU);
                requests.putIfAbsent(MEMORY, UNASKED_MEMORY);
            }
            return requests;
        }

        private static void addTo(Map<String, Long> sum, Map<String, Long> more) {
            more.forEach((resource, amount) -> sum.merge(resource, amount, Long::sum));
        }
    }

    /// {@return how a person writes the amount: `1500m` of CPU, `128Mi` of memory}
    public static String written(String resource, long amount) {
        if (resource.equals(CPU)) {
            return amount % 1000 == 0 ? Long.toString(amount / 1000) : amount + "m";
        }
        if (resource.equals(MEMORY) || resource.equals(EPHEMERAL_STORAGE)) {
            String[] units = {"", "Ki", "Mi", "Gi", "Ti", "Pi"};
            int unit = 0;
            long left = amount;
            while (left != 0 && left % 1024 == 0 && unit < units.length - 1) {
                left /= 1024;
                unit++;
            }
            return left + Objects.requireNonNull(units[unit]);
        }
        return Long.toString(amount);
    }
}
