package dev.wavetank.controllers.endpoints;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Endpoint;
import dev.wavetank.cluster.model.EndpointPort;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Lists the addresses of the pods behind each service, in EndpointSlices that the service owns.
///
/// Services without a selector are left to their user. A service without pods has one slice without
/// endpoints, so that proxies know there is nobody.
public final class EndpointSlices implements Controller<EndpointSlices.Memory> {
    public static final String NAME = "endpointslice-controller";

    static final String SERVICE = "kubernetes.io/service-name";
    static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    static final String MANAGER = "endpointslice-controller.k8s.io";
    static final String HEADLESS = "service.kubernetes.io/headless";

    /// Nothing needs to be remembered.
    public record Memory() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        return List.of(
                Query.all(Service.KIND),
                Query.all(Pod.KIND),
                Query.all(Node.KIND),
                Query.all(EndpointSlice.KIND));
    }

    @Override
    public Memory start() {
        return new Memory();
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        var keys = new TreeSet<Key>();
        if (change.object() instanceof Service service) {
            keys.add(service.key());
        } else if (change.object() instanceof EndpointSlice slice) {
            if (slice.meta().label(MANAGED_BY).equals(MANAGER)) {
                keys.add(new Key(slice.meta().namespace(), slice.meta().label(SERVICE)));
            }
        } else if (change.object() instanceof Node node) {
            if (change.before() == null
                    || change.after() == null
                    || !zone(change.before().meta()).equals(zone(change.after().meta()))) {
                for (var pod : view.table(Pod.KIND).on(node.meta().name())) {
                    Behind.add(keys, pod, view);
                }
            }
        } else {
            Behind.add(keys, change, view);
        }
        return keys;
    }

    private static String zone(Meta node) {
        return node.label("topology.kubernetes.io/zone");
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        Service service = view.get(Service.KIND, key);
        if (service == null
                || service.deleting()
                || service.spec().selector().isEmpty()
                || service.spec().type().equals("ExternalName")) {
            return Plan.nothing(memory);
        }
        var pods = Behind.pods(service, view);
        var actions = new ArrayList<Action>();
        var families = families(service);
        for (var family : families) {
            plan(service, family, pods, view, actions);
        }
        for (var slice : slices(service, view)) {
            if (!families.contains(slice.addressType())) {
                actions.add(Action.Delete.of(slice));
            }
        }
        long ready = pods.stream().filter(pod -> pod.ready() && !pod.deleting()).count();
        var reason =
                new Reason(
                        service.ref(),
                        service.meta().uid(),
                        NAME,
                        ready + " of " + pods.size() + " pods are ready",
                        pods.stream()
                                .filter(pod -> !pod.ready() || pod.deleting())
                                .limit(10)
                                .map(pod ->
                                        pod.meta().name()
                                                + (pod.deleting()
                                                        ? " is terminating"
                                                        : " is not ready")
                                                + " on "
                                                + pod.spec().nodeName())
                                .toList());
        return Plan.of(actions, List.of(reason), memory);
    }

    private static List<String> families(Service service) {
        var given = service.spec().rest().array("ipFamilies");
        return given.isEmpty()
                ? List.of("IPv4")
                : given.stream()
                        .filter(Json.Text.class::isInstance)
                        .map(family -> ((Json.Text) family).value())
                        .toList();
    }

    private static List<EndpointSlice> slices(Service service, View view) {
        return view.table(EndpointSlice.KIND).ownedBy(service.meta().uid()).stream()
                .filter(slice ->
                        slice.meta().label(MANAGED_BY).equals(MANAGER) && !slice.deleting())
                .toList();
    }

    private static void plan(
            Service service, String family, List<Pod> pods, View view, List<Action> actions) {
        var wanted = new LinkedHashMap<List<EndpointPort>, TreeMap<String, Endpoint>>();
        for (var pod : pods) {
            var addresses = Addresses.of(pod, family);
            if (!addresses.isEmpty()) {
                var node = view.get(Node.KIND, "", pod.spec().nodeName());
                wanted.computeIfAbsent(Addresses.ports(service, pod), _ -> new TreeMap<>())
                        .put(pod.meta().uid(), Addresses.endpoint(service, pod, node, addresses));
            }
        }
        var existing =
                slices(service, view).stream()
                        .filter(slice -> slice.addressType().equals(family))
                        .toList();
        var byPorts = new LinkedHashMap<List<EndpointPort>, List<EndpointSlice>>();
        for (var slice : existing) {
            byPorts.computeIfAbsent(slice.ports(), _ -> new ArrayList<>()).add(slice);
        }
        wanted.keySet().forEach(ports -> byPorts.putIfAbsent(ports, List.of()));
        var slicings = new ArrayList<Slicing>();
        byPorts.forEach((ports, slices) ->
                slicings.add(
                        Slicing.of(ports, slices, wanted.getOrDefault(ports, new TreeMap<>()))));
        write(service, family, existing, slicings, view, actions);
    }

    private static void write(
            Service service,
            String family,
            List<EndpointSlice> existing,
            List<Slicing> slicings,
            View view,
            List<Action> actions) {
        List<Expect> expects = List.of(view.sameChildren(EndpointSlice.KIND, service));
        int left = 0;
        EndpointSlice placeholder = null;
        var writes = new ArrayList<Action>();
        for (var slicing : slicings) {
            for (var endpoints : slicing.added()) {
                writes.add(
                        new Action.Create(
                                slice(service, family, slicing.ports(), endpoints), expects));
                left++;
            }
            for (var slice : existing) {
                var endpoints = slicing.kept().get(slice.meta().name());
                if (endpoints == null) {
                    continue;
                }
                if (endpoints.isEmpty()) {
                    if (slice.endpoints().isEmpty() && slice.ports().isEmpty()) {
                        placeholder = slice;
                    } else {
                        writes.add(Action.Delete.of(slice));
                    }
                    continue;
                }
                left++;
                var changed = labelled(service, slice, slicing.ports(), endpoints);
                if (!changed.equals(slice)) {
                    writes.add(new Action.Update(changed, List.of()));
                }
            }
        }
        if (placeholder != null && left > 0) {
            writes.add(Action.Delete.of(placeholder));
        } else if (placeholder != null) {
            var changed = labelled(service, placeholder, List.of(), List.of());
            if (!changed.equals(placeholder)) {
                writes.add(new Action.Update(changed, List.of()));
            }
        } else if (left == 0) {
            writes.addFirst(
                    new Action.Create(slice(service, family, List.of(), List.of()), expects));
        }
        actions.addAll(writes);
    }

    private static EndpointSlice slice(
            Service service, String family, List<EndpointPort> ports, List<Endpoint> endpoints) {
        var meta =
                Meta.of(service.meta().namespace(), "")
                        .withGenerateName(service.meta().name() + "-")
                        .withLabels(labels(service))
                        .withOwners(List.of(OwnerReference.controller(service)));
        return new EndpointSlice(meta, family, endpoints, ports, Json.Obj.EMPTY);
    }

    private static EndpointSlice labelled(
            Service service,
            EndpointSlice slice,
            List<EndpointPort> ports,
            List<Endpoint> endpoints) {
        return new EndpointSlice(
                slice.meta().withLabels(labels(service)),
                slice.addressType(),
                endpoints,
                ports,
                slice.rest());
    }

    /// The service's own labels, and those by which its slices are found.
    private static SortedMap<String, String> labels(Service service) {
        var labels = new TreeMap<>(service.meta().labels());
        labels.put(SERVICE, service.meta().name());
        labels.put(MANAGED_BY, MANAGER);
        if (service.spec().clusterIP().equals("None")) {
            labels.put(HEADLESS, "");
        } else {
            labels.remove(HEADLESS);
        }
        return Collections.unmodifiableSortedMap(labels);
    }
}
