package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.PodSpec;
import dev.wavetank.cluster.model.Quantity;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// Which pods give way first when a node runs short: upstream's three classes.
final class Qos {
    private static final List<String> COUNTED = List.of("cpu", "memory");

    private Qos() {}

    static String of(PodSpec spec) {
        var containers = new ArrayList<>(spec.initContainers());
        containers.addAll(spec.containers());
        boolean any = false;
        boolean guaranteed = true;
        for (Container container : containers) {
            var limits = container.resources().limits();
            var requests = container.resources().requests();
            for (var resource : COUNTED) {
                boolean limited = isPositive(limits, resource);
                any |= limited || isPositive(requests, resource);
                guaranteed &=
                        limited
                                && (!isPositive(requests, resource)
                                        || same(limits, requests, resource));
            }
        }
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }

    private static boolean isPositive(SortedMap<String, Quantity> amounts, String resource) {
        var amount = amounts.get(resource);
        return amount != null && amount.amount().signum() > 0;
    }

    private static boolean same(
            SortedMap<String, Quantity> limits,
            SortedMap<String, Quantity> requests,
            String resource) {
        var limit = limits.get(resource);
        var request = requests.get(resource);
        return limit != null && request != null && limit.compareTo(request) == 0;
    }
}
