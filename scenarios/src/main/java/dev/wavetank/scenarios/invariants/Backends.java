package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Which pods a service shall lead to, and which it does. Written without the controller, whose
/// work it judges.
public final class Backends {
    private static final String SERVICE = "kubernetes.io/service-name";
    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    private static final String MANAGER = "endpointslice-controller.k8s.io";

    private Backends() {}

    /// {@return whether the controller looks after the slice, and not a user}
    static boolean managed(EndpointSlice slice) {
        return slice.meta().label(MANAGED_BY).equals(MANAGER);
    }

    static Key serviceKey(EndpointSlice slice) {
        return new Key(slice.meta().namespace(), slice.meta().label(SERVICE));
    }

    static @Nullable Service service(EndpointSlice slice, ClusterState state) {
        return state.table(Service.KIND).get(serviceKey(slice));
    }

    /// {@return the slices of a service that the controller looks after}
    static List<EndpointSlice> slices(Service service, ClusterState state) {
        return state.table(EndpointSlice.KIND).ownedBy(service.meta().uid()).stream()
                .filter(Backends::managed)
                .toList();
    }

    /// {@return whether the service says which pods are behind it}
    static boolean selects(Service service) {
        return !service.spec().selector().isEmpty()
                && !service.spec().type().equals("ExternalName");
    }

    private static boolean selects(Service service, Pod pod) {
        return selects(service)
                && pod.meta().labels().entrySet().containsAll(service.spec().selector().entrySet());
    }

    /// {@return the services whose selector meets the pod before the change or after it}
    static List<Service> services(Change change, ClusterState state) {
        var found = new ArrayList<Service>();
        for (var service : state.table(Service.KIND).in(change.ref().namespace())) {
            if (selected(service, change.before()) || selected(service, change.after())) {
                found.add(service);
            }
        }
        return found;
    }

    private static boolean selected(Service service, @Nullable Resource object) {
        return object instanceof Pod pod && selects(service, pod);
    }

    /// {@return whether a change of a pod matters to no service}
    static boolean sameEndpoint(Change change) {
        return change.before() instanceof Pod before
                && change.after() instanceof Pod after
                && before.meta().uid().equals(after.meta().uid())
                && before.ready() == after.ready()
                && before.deleting() == after.deleting()
                && before.finished() == after.finished()
                && before.status().podIP().equals(after.status().podIP())
                && before.meta().labels().equals(after.meta().labels());
    }

    static boolean lists(EndpointSlice slice, Ref pod) {
        for (var endpoint : slice.endpoints()) {
            var target = endpoint.targetRef();
            if (target != null && target.name().equals(pod.name())) {
                return true;
            }
        }
        return false;
    }

    /// {@return a pod that is ready and to which the service does not lead; null when there is
    /// none}
    public static @Nullable Pod missing(Service service, ClusterState state) {
        if (!selects(service)) {
            return null;
        }
        var reached = new TreeSet<String>();
        for (var slice : slices(service, state)) {
            for (var endpoint : slice.endpoints()) {
                var target = endpoint.targetRef();
                if (target != null && Boolean.TRUE.equals(endpoint.conditions().ready())) {
                    reached.add(target.uid());
                }
            }
        }
        for (var pod : state.table(Pod.KIND).in(service.meta().namespace())) {
            if (pod.ready()
                    && !pod.deleting()
                    && !pod.finished()
                    && !pod.status().podIP().isEmpty()
                    && !reached.contains(pod.meta().uid())
                    && selects(service, pod)) {
                return pod;
            }
        }
        return null;
    }
}
