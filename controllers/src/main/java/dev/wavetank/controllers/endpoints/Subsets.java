package dev.wavetank.controllers.endpoints;

import dev.wavetank.cluster.model.EndpointPort;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The addresses behind a service as an Endpoints object has them: a subset for each set of ports,
/// addresses that are ready apart from those that are not.
///
/// @param json the subsets
/// @param truncated whether there are more addresses than one object may hold
record Subsets(List<Json> json, boolean truncated) {
    /// Upstream's maxCapacity: so many addresses in all, those that are ready first.
    private static final int CAPACITY = 1000;

    private static final Comparator<EndpointPort> BY_NAME = Comparator.comparing(Subsets::name);

    private static final class Subset {
        final SortedMap<String, Json> ready = new TreeMap<>();
        final SortedMap<String, Json> notReady = new TreeMap<>();
    }

    Subsets {
        json = List.copyOf(json);
    }

    static Subsets of(Service service, List<Pod> pods) {
        boolean all = service.spec().publishNotReadyAddresses();
        var subsets = new TreeMap<String, Subset>();
        var ports = new TreeMap<String, Json.Arr>();
        for (var pod : pods) {
            var addresses = Addresses.of(pod, "IPv4");
            if (addresses.isEmpty() || (pod.deleting() && !all)) {
                continue;
            }
            var its = Addresses.ports(service, pod);
            // A service with ports of which the pod has none does not reach it.
            if (its.isEmpty() && !service.spec().ports().isEmpty()) {
                continue;
            }
            var written = ports(its);
            String name = written.toString();
            ports.put(name, written);
            var subset = subsets.computeIfAbsent(name, _ -> new Subset());
            (all || pod.ready() ? subset.ready : subset.notReady)
                    .put(addresses.getFirst(), address(service, pod, addresses.getFirst()));
        }
        int readyLeft = CAPACITY;
        int size = 0;
        for (var subset : subsets.values()) {
            readyLeft -= Math.min(readyLeft, subset.ready.size());
            size += subset.ready.size() + subset.notReady.size();
        }
        int[] left = {CAPACITY, readyLeft};
        var json = new ArrayList<Json>();
        subsets.forEach((name, subset) -> {
            var made = Json.Obj.builder();
            put(made, "addresses", subset.ready, left, 0);
            put(made, "notReadyAddresses", subset.notReady, left, 1);
            var its = ports.get(name);
            if (its != null && !its.items().isEmpty()) {
                made.put("ports", its);
            }
            json.add(made.build());
        });
        return new Subsets(json, size > CAPACITY);
    }

    private static void put(
            Json.Obj.Builder made,
            String field,
            SortedMap<String, Json> addresses,
            int[] left,
            int which) {
        var kept = addresses.values().stream().limit(left[which]).toList();
        left[which] -= kept.size();
        if (!kept.isEmpty()) {
            made.put(field, new Json.Arr(kept));
        }
    }

    private static Json.Arr ports(List<EndpointPort> ports) {
        var sorted = new ArrayList<>(ports);
        sorted.sort(BY_NAME);
        var written = new ArrayList<Json>();
        for (var port : sorted) {
            var json = Json.Obj.builder();
            if (!name(port).isEmpty()) {
                json.put("name", name(port));
            }
            if (port.port() != null) {
                json.put("port", Json.Num.of(port.port()));
            }
            json.put("protocol", Objects.requireNonNullElse(port.protocol(), "TCP"));
            if (port.appProtocol() != null && !port.appProtocol().isEmpty()) {
                json.put("appProtocol", port.appProtocol());
            }
            written.add(json.build());
        }
        return new Json.Arr(written);
    }

    private static String name(EndpointPort port) {
        return Objects.requireNonNullElse(port.name(), "");
    }

    private static Json address(Service service, Pod pod, String ip) {
        var address = Json.Obj.builder().put("ip", ip);
        String hostname = pod.spec().rest().text("hostname");
        if (!hostname.isEmpty()
                && pod.spec().rest().text("subdomain").equals(service.meta().name())) {
            address.put("hostname", hostname);
        }
        return address.put("nodeName", pod.spec().nodeName())
                .put(
                        "targetRef",
                        Json.Obj.builder()
                                .put("kind", "Pod")
                                .put("namespace", pod.meta().namespace())
                                .put("name", pod.meta().name())
                                .put("uid", pod.meta().uid())
                                .build())
                .build();
    }
}
