package dev.wavetank.node.network;

import dev.wavetank.cluster.model.Endpoint;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.model.ServicePort;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.node.network.Reach.Target;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The cluster's DNS and its service proxies, as a function of the cluster's objects.
public final class Names {
    private static final String CLUSTER = ".svc.cluster.local";

    private final ClusterState cluster;
    private final Pod from;

    /// @param from the pod that asks: its namespace is where short names are looked for
    public Names(ClusterState cluster, Pod from) {
        this.cluster = cluster;
        this.from = from;
    }

    /// {@return where a connection leads}
    public Reach find(String host, int port) {
        if (host.equals("localhost") || host.startsWith("127.")) {
            return new Reach.Pods("127.0.0.1", List.of(new Target(from, port)));
        } else if (host.matches("[0-9.]+")) {
            return address(host, port);
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        for (String suffix : new String[] {CLUSTER, ".svc"}) {
            if (name.endsWith(suffix)) {
                name = name.substring(0, name.length() - suffix.length());
            }
        }
        String[] steps = name.split("\\.", -1);
        if (steps.length > 2) {
            return memberOf(steps, port);
        }
        String namespace = steps.length == 2 ? steps[1] : from.meta().namespace();
        var service = cluster.table(Service.KIND).get(namespace, steps[0]);
        return service == null ? new Reach.NoName() : service(service, port);
    }

    private Reach address(String ip, int port) {
        for (var pod : cluster.table(Pod.KIND).all()) {
            if (pod.status().podIP().equals(ip) && !pod.finished()) {
                return new Reach.Pods(ip, List.of(new Target(pod, port)));
            }
        }
        for (var service : cluster.table(Service.KIND).all()) {
            if (service.spec().clusterIP().equals(ip)) {
                return service(service, port);
            }
        }
        return new Reach.Silence();
    }

    private Reach service(Service service, int port) {
        String ip = service.spec().clusterIP();
        boolean headless = ip.equals("None");
        ServicePort wanted = port(service, port);
        if (!headless && wanted == null) {
            return ip.isEmpty() ? new Reach.NoName() : new Reach.Silence();
        }
        var targets = new ArrayList<Target>();
        for (var slice : slices(service)) {
            for (var each : slice.ports()) {
                boolean same =
                        headless
                                || (wanted != null
                                        && Objects.requireNonNullElse(each.name(), "")
                                                .equals(wanted.name()));
                if (same && each.port() != null) {
                    add(targets, slice, headless ? port : each.port());
                    if (headless) {
                        break;
                    }
                }
            }
        }
        if (targets.isEmpty()) {
            return headless ? new Reach.NoName() : new Reach.Nobody(ip);
        }
        return new Reach.Pods(headless ? targets.getFirst().pod().status().podIP() : ip, targets);
    }

    private static @Nullable ServicePort port(Service service, int port) {
        for (var each : service.spec().ports()) {
            if (each.port() == port) {
                return each;
            }
        }
        return null;
    }

    private List<EndpointSlice> slices(Service service) {
        return cluster.table(EndpointSlice.KIND).in(service.meta().namespace()).stream()
                .filter(slice ->
                        slice.meta()
                                .label("kubernetes.io/service-name")
                                .equals(service.meta().name()))
                .toList();
    }

    private void add(List<Target> targets, EndpointSlice slice, int port) {
        for (var endpoint : slice.endpoints()) {
            var pod = pod(slice, endpoint);
            if (!Boolean.FALSE.equals(endpoint.conditions().ready()) && pod != null) {
                targets.add(new Target(pod, port));
            }
        }
    }

    private @Nullable Pod pod(EndpointSlice slice, Endpoint endpoint) {
        var target = endpoint.targetRef();
        return target == null
                ? null
                : cluster.table(Pod.KIND).get(slice.meta().namespace(), target.name());
    }

    /// A pod of a headless service by its host name: `db-0.db.default`, or `db-0.db`.
    private Reach memberOf(String[] steps, int port) {
        var service = cluster.table(Service.KIND).get(steps[2], steps[1]);
        if (service != null && service(service, port) instanceof Reach.Pods(_, var targets)) {
            for (var each : targets) {
                if (each.pod().spec().rest().text("hostname").equals(steps[0])) {
                    return new Reach.Pods(each.pod().status().podIP(), List.of(each));
                }
            }
        }
        return new Reach.NoName();
    }
}
