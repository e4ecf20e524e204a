package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.model.ServiceSpec;
import dev.wavetank.cluster.model.ServiceStatus;
import dev.wavetank.cluster.model.Shape;

import java.util.ArrayList;
import java.util.List;

/// Services: the server gives them their cluster address and their node ports, and both stay.
final class ServiceBehaviour implements KindBehaviour<Service> {
    private static final ServiceStatus NO_STATUS =
            Shape.of(ServiceStatus.class).read(Json.Obj.EMPTY, "status");

    /// Upstream's default of sessionAffinityConfig.clientIP.timeoutSeconds: three hours.
    private static final long AFFINITY_SECONDS = 10_800;

    @Override
    public Kind<Service> kind() {
        return Service.KIND;
    }

    @Override
    public Json.Obj defaults(Json.Obj tree) {
        var spec = tree.object("spec");
        if (!spec.array("ports").isEmpty()) {
            var ports = new ArrayList<Json>();
            for (var item : spec.array("ports")) {
                ports.add(item instanceof Json.Obj port ? withTarget(port) : item);
            }
            spec = spec.with("ports", new Json.Arr(ports));
        }
        if (spec.text("sessionAffinity").equals("ClientIP") && !spec.has("sessionAffinityConfig")) {
            spec =
                    spec.with(
                            "sessionAffinityConfig",
                            Json.Obj.of(
                                    "clientIP",
                                    Json.Obj.of("timeoutSeconds", Json.Num.of(AFFINITY_SECONDS))));
        }
        return tree.with("spec", spec);
    }

    private static Json.Obj withTarget(Json.Obj port) {
        var target = port.get("targetPort");
        boolean missing =
                target == null || target.equals(Json.Num.of(0)) || target.equals(new Json.Text(""));
        var number = port.get("port");
        return missing && number != null ? port.with("targetPort", number) : port;
    }

    @Override
    public Service created(Service object, Admission admission) {
        var spec = ServiceAddresses.give(object.meta(), object.spec(), admission);
        return object.withStatus(NO_STATUS).withSpec(spec);
    }

    @Override
    public Service updated(Service stored, Service object, Admission admission) {
        var kept = ServiceAddresses.keep(stored.spec(), object.spec());
        return object.withSpec(ServiceAddresses.give(object.meta(), kept, admission));
    }

    @Override
    public void validate(Service object, Problems problems) {
        ServiceRules.validate(object.spec(), problems);
    }

    @Override
    public void validateUpdate(Service stored, Service object, Problems problems) {
        String before = address(stored.spec());
        String after = address(object.spec());
        if (!before.isEmpty() && !after.isEmpty() && !before.equals(after)) {
            problems.invalid(
                    "spec.clusterIPs[0]",
                    new Json.Arr(List.of(new Json.Text(after))),
                    "may not change once set");
        }
    }

    private static String address(ServiceSpec spec) {
        return spec.type().equals("ExternalName") ? "" : spec.clusterIP();
    }
}
