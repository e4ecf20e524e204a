package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Names;
import dev.wavetank.cluster.model.ServicePort;
import dev.wavetank.cluster.model.ServiceSpec;

import java.util.List;
import java.util.TreeSet;

/// What holds for the spec of a service.
final class ServiceRules {
    private static final List<String> TYPES =
            List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");

    private static final List<String> AFFINITIES = List.of("ClientIP", "None");

    private static final List<String> POLICIES = List.of("Cluster", "Local");

    /// Upstream's MaxClientIPServiceAffinitySeconds: a day.
    private static final long AFFINITY_MAX = 86_400;

    private ServiceRules() {}

    static void validate(ServiceSpec spec, Problems problems) {
        boolean headless = spec.clusterIP().equals("None");
        boolean external = spec.type().equals("ExternalName");
        if (!TYPES.contains(spec.type())) {
            problems.notSupported("spec.type", spec.type(), TYPES);
        }
        if (spec.ports().isEmpty() && !headless && !external) {
            problems.required("spec.ports", "");
        }
        if (spec.type().equals("LoadBalancer") && headless) {
            problems.invalid(
                    "spec.clusterIPs[0]",
                    "None",
                    "may not be set to 'None' for LoadBalancer" + " services");
        } else if (spec.type().equals("NodePort") && headless) {
            problems.invalid(
                    "spec.clusterIPs[0]",
                    "None",
                    "may not be set to 'None' for NodePort" + " services");
        } else if (external && !spec.clusterIP().isEmpty()) {
            problems.forbidden("spec.clusterIPs[0]", "may not be set for ExternalName services");
        }
        if (external && spec.externalName().isEmpty()) {
            problems.required("spec.externalName", "");
        } else if (external) {
            for (var wrong : Names.subdomain(withoutDot(spec.externalName()))) {
                problems.invalid("spec.externalName", spec.externalName(), wrong);
            }
        }
        var rest = new Part(spec.rest(), "spec", problems);
        rest.oneOf("sessionAffinity", AFFINITIES);
        validateAffinity(rest);
        rest.oneOf("externalTrafficPolicy", POLICIES);
        rest.oneOf("internalTrafficPolicy", POLICIES);
        spec.selector()
                .forEach((key, value) -> {
                    for (var wrong : Names.qualified(key)) {
                        problems.invalid("spec.selector", key, wrong);
                    }
                    for (var wrong : Names.labelValue(value)) {
                        problems.invalid("spec.selector", value, wrong);
                    }
                });
        validatePorts(spec, problems);
    }

    private static void validateAffinity(Part spec) {
        if (spec.text("sessionAffinity").equals("ClientIP")) {
            spec.inside(
                    "sessionAffinityConfig",
                    config ->
                            config.inside(
                                    "clientIP",
                                    client ->
                                            client.between(
                                                    "timeoutSeconds",
                                                    1,
                                                    AFFINITY_MAX,
                                                    "must be greater than 0 and less than "
                                                            + AFFINITY_MAX)));
        } else if (spec.has("sessionAffinityConfig")) {
            spec.problems()
                    .forbidden(
                            spec.at("sessionAffinityConfig"),
                            "must not be set when session affinity is None");
        }
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static void validatePorts(ServiceSpec spec, Problems problems) {
        var names = new TreeSet<String>();
        var seen = new TreeSet<String>();
        int index = 0;
        for (var port : spec.ports()) {
            String field = "spec.ports[" + index++ + "]";
            if (port.name().isEmpty()) {
                if (spec.ports().size() > 1) {
                    problems.required(field + ".name", "");
                }
            } else {
                for (var wrong : Names.label(port.name())) {
                    problems.invalid(field + ".name", port.name(), wrong);
                }
                if (!names.add(port.name())) {
                    problems.duplicate(field + ".name", new Json.Text(port.name()));
                }
            }
            validatePort(port, field, problems);
            if (port.nodePort() != 0
                    && (spec.type().equals("ClusterIP") || spec.type().equals("ExternalName"))) {
                problems.forbidden(
                        field + ".nodePort",
                        "may not be used when `type` is '" + spec.type() + "'");
            }
            if (!seen.add(port.protocol() + ":" + port.port())) {
                problems.duplicate(
                        field,
                        Json.Obj.builder()
                                .put("port", port.port())
                                .put("protocol", port.protocol())
                                .build());
            }
        }
    }

    private static void validatePort(ServicePort port, String field, Problems problems) {
        ContainerRules.validatePort(port.port(), field + ".port", problems);
        ContainerRules.validateProtocol(port.protocol(), field + ".protocol", problems);
        var target = port.targetPort();
        if (target != null && target.number() != null) {
            ContainerRules.validatePort(target.number(), field + ".targetPort", problems);
        } else if (target != null) {
            for (var wrong : Names.port(target.text())) {
                problems.invalid(field + ".targetPort", target.text(), wrong);
            }
        }
    }
}
