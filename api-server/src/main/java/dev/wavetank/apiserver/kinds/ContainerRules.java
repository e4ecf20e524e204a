package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.ContainerPort;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Names;
import dev.wavetank.cluster.model.Probe;
import dev.wavetank.cluster.model.ResourceRequirements;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What holds for one container of a pod.
final class ContainerRules {
    private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
    private static final List<String> HANDLERS = List.of("exec", "grpc", "httpGet", "tcpSocket");

    private ContainerRules() {}

    /// @param names those of the containers before it; its own is added
    /// @param volumes the names of the pod's volumes
    static void validate(
            Container container,
            String field,
            Set<String> names,
            Set<String> volumes,
            Problems problems) {
        if (container.name().isEmpty()) {
            problems.required(field + ".name", "");
        } else {
            for (var wrong : Names.label(container.name())) {
                problems.invalid(field + ".name", container.name(), wrong);
            }
            if (!names.add(container.name())) {
                problems.duplicate(field + ".name", new Json.Text(container.name()));
            }
        }
        if (container.image().isEmpty()) {
            problems.required(field + ".image", "");
        } else if (!container.image().equals(container.image().strip())) {
            problems.invalid(
                    field + ".image",
                    container.image(),
                    "must not have leading or trailing whitespace");
        }
        String pull = container.imagePullPolicy();
        if (!pull.isEmpty() && !PULL_POLICIES.contains(pull)) {
            problems.notSupported(field + ".imagePullPolicy", pull, PULL_POLICIES);
        }
        validatePorts(container.ports(), field + ".ports", problems);
        validateEnvironment(container.rest().array("env"), field + ".env", problems);
        validateMounts(
                container.rest().array("volumeMounts"), field + ".volumeMounts", volumes, problems);
        validate(container.resources(), field + ".resources", problems);
        validate(container.livenessProbe(), field + ".livenessProbe", true, problems);
        validate(container.readinessProbe(), field + ".readinessProbe", false, problems);
        validate(container.startupProbe(), field + ".startupProbe", true, problems);
    }

    private static void validatePorts(List<ContainerPort> ports, String field, Problems problems) {
        var names = new TreeSet<String>();
        int index = 0;
        for (var port : ports) {
            String at = field + "[" + index++ + "]";
            if (!port.name().isEmpty()) {
                for (var wrong : Names.port(port.name())) {
                    problems.invalid(at + ".name", port.name(), wrong);
                }
                if (!names.add(port.name())) {
                    problems.duplicate(at + ".name", new Json.Text(port.name()));
                }
            }
            if (port.containerPort() == 0) {
                problems.required(at + ".containerPort", "");
            } else {
                validatePort(port.containerPort(), at + ".containerPort", problems);
            }
            validateProtocol(port.protocol(), at + ".protocol", problems);
        }
    }

    static void validatePort(int port, String field, Problems problems) {
        if (port < 1 || port > 65535) {
            problems.invalid(field, port, "must be between 1 and 65535, inclusive");
        }
    }

    static void validateProtocol(String protocol, String field, Problems problems) {
        if (!protocol.isEmpty() && !PROTOCOLS.contains(protocol)) {
            problems.notSupported(field, protocol, PROTOCOLS);
        }
    }

    private static void validateEnvironment(List<Json> env, String field, Problems problems) {
        int index = 0;
        for (var item : env) {
            String at = field + "[" + index++ + "]";
            if (item instanceof Json.Obj variable) {
                if (variable.text("name").isEmpty()) {
                    problems.required(at + ".name", "");
                }
                if (!variable.text("value").isEmpty() && variable.has("valueFrom")) {
                    problems.invalid(
                            at + ".valueFrom",
                            "",
                            "may not be specified when `value` is not empty");
                }
            }
        }
    }

    private static void validateMounts(
            List<Json> mounts, String field, Set<String> volumes, Problems problems) {
        var paths = new TreeSet<String>();
        int index = 0;
        for (var item : mounts) {
            String at = field + "[" + index++ + "]";
            if (item instanceof Json.Obj mount) {
                String name = mount.text("name");
                String path = mount.text("mountPath");
                if (name.isEmpty()) {
                    problems.required(at + ".name", "");
                } else if (!volumes.contains(name)) {
                    problems.notFound(at + ".name", name);
                }
                if (path.isEmpty()) {
                    problems.required(at + ".mountPath", "");
                } else if (!paths.add(path)) {
                    problems.invalid(at + ".mountPath", path, "must be unique");
                }
            }
        }
    }

    private static void validate(ResourceRequirements resources, String field, Problems problems) {
        resources
                .limits()
                .forEach((name, limit) -> {
                    if (limit.amount().signum() < 0) {
                        problems.invalid(
                                field + ".limits[" + name + "]",
                                limit.text(),
                                "must be greater than or equal to 0");
                    }
                });
        resources
                .requests()
                .forEach((name, request) -> {
                    var limit = resources.limits().get(name);
                    if (request.amount().signum() < 0) {
                        problems.invalid(
                                field + ".requests[" + name + "]",
                                request.text(),
                                "must be greater than or equal to 0");
                    } else if (limit != null && request.compareTo(limit) > 0) {
                        problems.invalid(
                                field + ".requests",
                                request.text(),
                                "must be less than or equal to " + name + " limit of " + limit);
                    }
                });
    }

    private static void validate(
            @Nullable Probe probe, String field, boolean onceOnly, Problems problems) {
        if (probe == null) {
            return;
        }
        long handlers = HANDLERS.stream().filter(probe.rest()::has).count();
        if (handlers == 0) {
            problems.required(field, "must specify a handler type");
        } else if (handlers > 1) {
            problems.forbidden(field, "may not specify more than 1 handler type");
        }
        problems.notNegative(field + ".initialDelaySeconds", probe.initialDelaySeconds());
        problems.notNegative(field + ".timeoutSeconds", probe.timeoutSeconds());
        problems.notNegative(field + ".periodSeconds", probe.periodSeconds());
        problems.notNegative(field + ".successThreshold", probe.successThreshold());
        problems.notNegative(field + ".failureThreshold", probe.failureThreshold());
        if (onceOnly && probe.successThreshold() > 1) {
            problems.invalid(field + ".successThreshold", probe.successThreshold(), "must be 1");
        }
    }
}
