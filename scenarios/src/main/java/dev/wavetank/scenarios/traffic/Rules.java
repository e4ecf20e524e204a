package dev.wavetank.scenarios.traffic;

import dev.wavetank.cluster.model.Endpoint;
import dev.wavetank.cluster.model.EndpointPort;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.model.ServicePort;
import dev.wavetank.cluster.state.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What one node's kernel does with requests to Services: the Services and endpoints as the node's
/// proxy knew them when it wrote the rules.
///
/// Endpoints are chosen as upstream's kube-proxy does: those that are ready; if there is none,
/// those that still serve while they terminate. `internalTrafficPolicy: Local` leaves those of the
/// node alone. A request goes to the first port of its Service.
final class Rules {
    private static final String SERVICE = "kubernetes.io/service-name";

    private final String node;
    private final @Nullable Table<Service> services;
    private final @Nullable Table<EndpointSlice> slices;
    private final TreeMap<Key, List<Backend>> known = new TreeMap<>();

    private Rules(
            String node, @Nullable Table<Service> services, @Nullable Table<EndpointSlice> slices) {
        this.node = node;
        this.services = services;
        this.slices = slices;
    }

    /// {@return the rules of a node on which no proxy has written any}
    static Rules none(String node) {
        return new Rules(node, null, null);
    }

    static Rules of(String node, Table<Service> services, Table<EndpointSlice> slices) {
        return new Rules(node, services, slices);
    }

    /// {@return the pods of a Service to which requests from here go}
    List<Backend> backends(Key service) {
        return known.computeIfAbsent(service, this::choose);
    }

    private List<Backend> choose(Key key) {
        var service = services == null ? null : services.get(key);
        if (service == null || slices == null || service.spec().ports().isEmpty()) {
            return List.of();
        }
        var port = service.spec().ports().getFirst();
        String family = service.spec().clusterIP().contains(":") ? "IPv6" : "IPv4";
        var ready = new ArrayList<Backend>();
        var ending = new ArrayList<Backend>();
        for (var slice : slices.in(key.namespace())) {
            int number = number(slice, port);
            if (number == 0
                    || !slice.addressType().equals(family)
                    || !slice.meta().label(SERVICE).equals(key.name())) {
                continue;
            }
            for (var endpoint : slice.endpoints()) {
                if (isMeant(endpoint, service)) {
                    add(endpoint, number, ready, ending);
                }
            }
        }
        return List.copyOf(ready.isEmpty() ? ending : ready);
    }

    private static int number(EndpointSlice slice, ServicePort port) {
        for (EndpointPort each : slice.ports()) {
            String name = each.name() == null ? "" : each.name();
            if (name.equals(port.name()) && each.port() != null) {
                return each.port();
            }
        }
        return 0;
    }

    private boolean isMeant(Endpoint endpoint, Service service) {
        return !service.spec().rest().text("internalTrafficPolicy").equals("Local")
                || node.equals(endpoint.nodeName());
    }

    private static void add(
            Endpoint endpoint, int port, List<Backend> ready, List<Backend> ending) {
        var conditions = endpoint.conditions();
        // As the API has it: what is not said counts as ready, and serving is as ready.
        boolean isReady = conditions.ready() == null || conditions.ready();
        boolean serves = conditions.serving() == null ? isReady : conditions.serving();
        boolean ends = conditions.terminating() != null && conditions.terminating();
        if (isReady) {
            ready.add(backend(endpoint, port));
        } else if (serves && ends) {
            ending.add(backend(endpoint, port));
        }
    }

    private static Backend backend(Endpoint endpoint, int port) {
        var pod = endpoint.targetRef();
        String node = endpoint.nodeName() == null ? "" : endpoint.nodeName();
        return pod == null
                ? new Backend("", new Key("", String.join(",", endpoint.addresses())), node, port)
                : new Backend(pod.uid(), new Key(pod.namespace(), pod.name()), node, port);
    }
}
