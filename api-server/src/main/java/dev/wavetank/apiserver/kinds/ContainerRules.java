package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.ContainerPort;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Names;
import dev.wavetank.cluster.model.Probe;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What holds for one container of a pod.
final class ContainerRules {
    private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
    private static final List<String> MESSAGE_POLICIES = List.of("FallbackToLogsOnError", "File");
    private static final List<String> PROPAGATIONS =
            List.of("Bidirectional", "HostToContainer", "None");

    private ContainerRules() {}

    /// @param names those of the containers before it; its own is added
    /// @param volumes the names of the pod's volumes
    /// @param grace how long the pod may take to end, in seconds
    static void validate(
            Container container,
            String field,
            Set<String> names,
            Set<String> volumes,
            long grace,
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
        var rest = new Part(container.rest(), field, problems);
        EnvironmentRules.validate(rest);
        validateMounts(rest, volumes);
        rest.oneOf("terminationMessagePolicy", MESSAGE_POLICIES);
        ResourceRules.validate(container.resources(), field + ".resources", problems);
        rest.inside("securityContext", IdentityRules::containerSecurity);
        rest.inside("lifecycle", hooks -> HandlerRules.lifecycle(hooks, grace));
        validate(container.livenessProbe(), field + ".livenessProbe", "livenessProbe", problems);
        validate(container.readinessProbe(), field + ".readinessProbe", "readinessProbe", problems);
        validate(container.startupProbe(), field + ".startupProbe", "startupProbe", problems);
    }

    /// What an init container cannot have that ends before the others begin.
    static void validateInit(Container container, String field, Problems problems) {
        if ("Always".equals(container.restartPolicy())) {
            return;
        }
        String why = "may not be set for init containers without restartPolicy=Always";
        if (container.rest().has("lifecycle")) {
            problems.forbidden(field + ".lifecycle", why);
        }
        if (container.livenessProbe() != null) {
            problems.forbidden(field + ".livenessProbe", why);
        }
        if (container.readinessProbe() != null) {
            problems.forbidden(field + ".readinessProbe", why);
        }
        if (container.startupProbe() != null) {
            problems.forbidden(field + ".startupProbe", why);
        }
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
            Long host =
                    port.rest().get("hostPort") instanceof Json.Num number ? number.whole() : null;
            if (host != null && host != 0) {
                validatePort(Math.toIntExact(host), at + ".hostPort", problems);
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

    private static void validateMounts(Part container, Set<String> volumes) {
        var paths = new TreeSet<String>();
        container.each(
                "volumeMounts",
                mount -> {
                    String name = mount.text("name");
                    String path = mount.text("mountPath");
                    if (name.isEmpty()) {
                        mount.require("name");
                    } else if (!volumes.contains(name)) {
                        mount.problems().notFound(mount.at("name"), name);
                    }
                    if (path.isEmpty()) {
                        mount.require("mountPath");
                    } else if (!paths.add(path)) {
                        mount.problems().invalid(mount.at("mountPath"), path, "must be unique");
                    }
                    VolumeRules.descending(mount, "subPath");
                    VolumeRules.descending(mount, "subPathExpr");
                    if (!mount.text("subPath").isEmpty() && !mount.text("subPathExpr").isEmpty()) {
                        mount.problems()
                                .invalid(
                                        mount.at("subPathExpr"),
                                        mount.text("subPathExpr"),
                                        "subPathExpr and subPath are mutually exclusive");
                    }
                    mount.oneOf("mountPropagation", PROPAGATIONS);
                });
    }

    private static void validate(
            @Nullable Probe probe, String field, String kind, Problems problems) {
        if (probe == null) {
            return;
        }
        HandlerRules.validate(new Part(probe.rest(), field, problems), 0);
        problems.notNegative(field + ".initialDelaySeconds", probe.initialDelaySeconds());
        problems.notNegative(field + ".timeoutSeconds", probe.timeoutSeconds());
        problems.notNegative(field + ".periodSeconds", probe.periodSeconds());
        problems.notNegative(field + ".successThreshold", probe.successThreshold());
        problems.notNegative(field + ".failureThreshold", probe.failureThreshold());
        Long grace = probe.terminationGracePeriodSeconds();
        String graceField = field + ".terminationGracePeriodSeconds";
        if (grace != null && grace <= 0) {
            problems.invalid(graceField, grace, "must be greater than 0");
        }
        if (kind.equals("readinessProbe")) {
            if (grace != null) {
                problems.invalid(graceField, grace, "must not be set for readinessProbes");
            }
        } else if (probe.successThreshold() > 1) {
            problems.invalid(field + ".successThreshold", probe.successThreshold(), "must be 1");
        }
    }
}
