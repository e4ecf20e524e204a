package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Affinity;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Names;
import dev.wavetank.cluster.model.PodSpec;
import dev.wavetank.cluster.model.Shape;
import dev.wavetank.cluster.model.Toleration;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What holds for the spec of a pod, wherever it stands.
final class PodRules {
    private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
    private static final List<String> EFFECTS =
            List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
    private static final List<String> OPERATORS = List.of("Equal", "Exists");

    /// Upstream's default of terminationGracePeriodSeconds.
    private static final long GRACE = 30;

    private PodRules() {}

    static void validate(PodSpec spec, String field, Problems problems) {
        var rest = new Part(spec.rest(), field, problems);
        Set<String> volumes = VolumeRules.validate(rest);
        Long own = spec.terminationGracePeriodSeconds();
        long grace = own == null ? GRACE : own;
        if (spec.containers().isEmpty()) {
            problems.required(field + ".containers", "");
        }
        var names = new TreeSet<String>();
        int index = 0;
        for (var container : spec.containers()) {
            ContainerRules.validate(
                    container,
                    field + ".containers[" + index++ + "]",
                    names,
                    volumes,
                    grace,
                    problems);
        }
        index = 0;
        for (var container : spec.initContainers()) {
            String at = field + ".initContainers[" + index++ + "]";
            ContainerRules.validate(container, at, names, volumes, grace, problems);
            ContainerRules.validateInit(container, at, problems);
        }
        EphemeralRules.validate(spec, field, names, volumes, grace, problems);
        if (!spec.restartPolicy().isEmpty() && !RESTART_POLICIES.contains(spec.restartPolicy())) {
            problems.notSupported(field + ".restartPolicy", spec.restartPolicy(), RESTART_POLICIES);
        }
        problems.notNegative(
                field + ".terminationGracePeriodSeconds", spec.terminationGracePeriodSeconds());
        Long deadline = spec.activeDeadlineSeconds();
        if (deadline != null && (deadline < 1 || deadline > Integer.MAX_VALUE)) {
            problems.invalid(
                    field + ".activeDeadlineSeconds",
                    deadline,
                    "must be between 1 and 2147483647, inclusive");
        }
        spec.nodeSelector()
                .forEach((key, value) -> {
                    for (var wrong : Names.qualified(key)) {
                        problems.invalid(field + ".nodeSelector", key, wrong);
                    }
                    for (var wrong : Names.labelValue(value)) {
                        problems.invalid(field + ".nodeSelector", value, wrong);
                    }
                });
        IdentityRules.validate(spec, rest);
        validateHostPorts(spec, field, problems);
        if (spec.affinity() != null) {
            Json.Obj affinity = Shape.of(Affinity.class).write(spec.affinity());
            PlacementRules.affinity(new Part(affinity, field + ".affinity", problems));
        }
        PlacementRules.spread(rest);
        index = 0;
        for (var toleration : spec.tolerations()) {
            validate(toleration, field + ".tolerations[" + index++ + "]", problems);
        }
    }

    /// A port of the node can be given to one container only, and is the container's own port where
    /// the pod has no network of its own.
    private static void validateHostPorts(PodSpec spec, String field, Problems problems) {
        var taken = new TreeSet<String>();
        int number = 0;
        for (var container : spec.containers()) {
            int index = 0;
            for (var port : container.ports()) {
                String at = field + ".containers[" + number + "].ports[" + index++ + "]";
                Long host = new Part(port.rest(), at, problems).number("hostPort");
                if (host == null || host == 0) {
                    continue;
                }
                String all = port.protocol() + "/" + port.rest().text("hostIP") + "/" + host;
                if (!taken.add(all)) {
                    problems.duplicate(at + ".hostPort", new Json.Text(all));
                }
                if (spec.hostNetwork() && host != port.containerPort()) {
                    problems.invalid(
                            at + ".containerPort",
                            port.containerPort(),
                            "must match `hostPort` when `hostNetwork` is true");
                }
            }
            number++;
        }
    }

    private static void validate(Toleration toleration, String field, Problems problems) {
        String operator = toleration.operator();
        if (!operator.isEmpty() && !OPERATORS.contains(operator)) {
            problems.notSupported(field + ".operator", operator, OPERATORS);
        }
        if (toleration.key().isEmpty()) {
            if (!operator.equals("Exists")) {
                problems.invalid(
                        field + ".operator",
                        operator,
                        "operator must be Exists when `key` is empty, which means \"match all"
                                + " values and all keys\"");
            }
        } else {
            for (var wrong : Names.qualified(toleration.key())) {
                problems.invalid(field + ".key", toleration.key(), wrong);
            }
        }
        if (operator.equals("Exists") && !toleration.value().isEmpty()) {
            problems.invalid(
                    field + ".operator",
                    toleration.value(),
                    "value must be empty when `operator` is 'Exists'");
        }
        if (!toleration.effect().isEmpty() && !EFFECTS.contains(toleration.effect())) {
            problems.notSupported(field + ".effect", toleration.effect(), EFFECTS);
        }
        if (toleration.tolerationSeconds() != null && !toleration.effect().equals("NoExecute")) {
            problems.invalid(
                    field + ".effect",
                    toleration.effect(),
                    "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
    }
}
