package dev.wavetank.apiserver.core;

import dev.wavetank.apiserver.kinds.Addresses;
import dev.wavetank.cluster.model.Endpoint;
import dev.wavetank.cluster.model.EndpointConditions;
import dev.wavetank.cluster.model.EndpointPort;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.IntOrString;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.model.ServicePort;
import dev.wavetank.cluster.model.ServiceSpec;
import dev.wavetank.cluster.model.ServiceStatus;
import dev.wavetank.cluster.model.Shape;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.world.World;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/// The service `default/kubernetes`, behind which the API server itself stands. No controller makes
/// it, the server does, and puts it right again when somebody changed or deleted it.
final class Advertised {
    private static final String NAMESPACE = "default";
    private static final String NAME = "kubernetes";

    /// Upstream's `DefaultEndpointReconcilerInterval`: how long it may be wrong.
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Kind<Generic> ENDPOINTS =
            Kind.generic("", "v1", "Endpoints", "endpoints", true);

    private static final ServiceStatus NO_STATUS =
            Shape.of(ServiceStatus.class).read(Json.Obj.EMPTY, "status");

    private final World world;
    private final Writer writer;
    private final String address;
    private final int port;
    private boolean arranged;

    /// @param address where the server listens
    /// @param port where the server listens
    Advertised(World world, Writer writer, String address, int port) {
        this.world = world;
        this.writer = writer;
        this.address = address;
        this.port = port;
    }

    /// Looks again after a while at what others have touched.
    void published(Commit commit) {
        for (var change : commit.changes()) {
            var meta = change.object().meta();
            if (meta.name().equals(NAME)
                    && meta.namespace().equals(NAMESPACE)
                    && (change.kind().equals(Service.KIND)
                            || change.kind().equals(EndpointSlice.KIND)
                            || change.kind().equals(ENDPOINTS))
                    && !arranged) {
                arranged = true;
                world.after(
                        "see to the service kubernetes",
                        INTERVAL,
                        () -> {
                            arranged = false;
                            see();
                        });
            }
        }
    }

    /// Writes what is missing or wrong.
    void see() {
        var service = writer.committed().table(Service.KIND).get(NAMESPACE, NAME);
        if (service == null) {
            create(service());
        } else if (!service.spec().ports().equals(ports())) {
            update(service.withSpec(withPorts(service.spec())));
        }
        var slice = writer.committed().table(EndpointSlice.KIND).get(NAMESPACE, NAME);
        var wanted = slice();
        if (slice == null) {
            create(wanted);
        } else if (!slice.endpoints().equals(wanted.endpoints())
                || !slice.ports().equals(wanted.ports())
                || !slice.meta().labels().equals(wanted.meta().labels())) {
            update(wanted.withMeta(slice.meta().withLabels(wanted.meta().labels())));
        }
        var legacy = writer.committed().table(ENDPOINTS).get(NAMESPACE, NAME);
        var listed = endpoints();
        if (legacy == null) {
            create(listed);
        } else if (!legacy.body().equals(listed.body())) {
            update(listed.withMeta(legacy.meta().withLabels(listed.meta().labels())));
        }
    }

    private void create(Resource object) {
        submit(new Action.Create(object, List.of()));
    }

    private void update(Resource object) {
        submit(new Action.Update(object, List.of()));
    }

    /// A refusal changes nothing: the next look comes when somebody touches them again.
    private void submit(Action action) {
        writer.submit(new Submission(action, "", false), _ -> {});
    }

    private Service service() {
        var meta =
                Meta.of(NAMESPACE, NAME)
                        .withLabel("component", "apiserver")
                        .withLabel("provider", NAME);
        var spec =
                new ServiceSpec(
                        "ClusterIP",
                        Addresses.FIRST,
                        List.of(),
                        ports(),
                        Collections.emptySortedMap(),
                        "",
                        false,
                        "",
                        Json.Obj.of("sessionAffinity", new Json.Text("None")));
        return new Service(meta, spec, NO_STATUS, Json.Obj.EMPTY);
    }

    private List<ServicePort> ports() {
        return List.of(
                new ServicePort(
                        "https", "TCP", null, 443, IntOrString.of(port), 0, Json.Obj.EMPTY));
    }

    private ServiceSpec withPorts(ServiceSpec spec) {
        return new ServiceSpec(
                spec.type(),
                spec.clusterIP(),
                spec.clusterIPs(),
                ports(),
                spec.selector(),
                spec.externalName(),
                spec.publishNotReadyAddresses(),
                spec.loadBalancerClass(),
                spec.rest());
    }

    /// What older clients read instead of the slice; it is not to be mirrored into another one.
    private Generic endpoints() {
        var subset =
                Json.Obj.builder()
                        .put(
                                "addresses",
                                new Json.Arr(List.of(Json.Obj.of("ip", new Json.Text(address)))))
                        .put(
                                "ports",
                                new Json.Arr(
                                        List.of(
                                                Json.Obj.builder()
                                                        .put("name", "https")
                                                        .put("port", Json.Num.of(port))
                                                        .put("protocol", "TCP")
                                                        .build())))
                        .build();
        return new Generic(
                ENDPOINTS,
                Meta.of(NAMESPACE, NAME)
                        .withLabel("endpointslice.kubernetes.io/skip-mirror", "true"),
                Json.Obj.of("subsets", new Json.Arr(List.of(subset))));
    }

    private EndpointSlice slice() {
        var labels = new TreeMap<String, String>();
        labels.put("kubernetes.io/service-name", NAME);
        return new EndpointSlice(
                Meta.of(NAMESPACE, NAME).withLabels(Collections.unmodifiableSortedMap(labels)),
                "IPv4",
                List.of(
                        new Endpoint(
                                List.of(address),
                                new EndpointConditions(true, null, null),
                                null,
                                null,
                                null,
                                Json.Obj.EMPTY)),
                List.of(new EndpointPort("https", "TCP", port, null)),
                Json.Obj.EMPTY);
    }
}
