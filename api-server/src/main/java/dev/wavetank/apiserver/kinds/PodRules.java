package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Names;
import dev.wavetank.cluster.model.PodSpec;
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

    private PodRules() {}

    static void validate(PodSpec spec, String field, Problems problems) {
        Set<String> volumes = validateVolumes(spec.rest(), field + ".volumes", problems);
        if (spec.containers().isEmpty()) {
            problems.required(field + ".containers", "");
        }
        var names = new TreeSet<String>();
        int index = 0;
        for (var container : spec.containers()) {
            ContainerRules.validate(
                    container, field + ".containers[" + index++ + "]", names, volumes, problems);
        }
        index = 0;
        for (var container : spec.initContainers()) {
            ContainerRules.validate(
                    container,
                    field + ".initContainers[" + index++ + "]",
                    names,
                    volumes,
                    problems);
        }
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
        index = 0;
        for (var toleration : spec.tolerations()) {
            validate(toleration, field + ".tolerations[" + index++ + "]", problems);
        }
    }

    private static Set<String> validateVolumes(Json.Obj spec, String field, Problems problems) {
        var names = new TreeSet<String>();
        int index = 0;
        for (var item : spec.array("volumes")) {
            String name = item instanceof Json.Obj volume ? volume.text("name") : "";
            String at = field + "[" + index++ + "].name";
            if (name.isEmpty()) {
                problems.required(at, "");
                continue;
            }
            for (var wrong : Names.label(name)) {
                problems.invalid(at, name, wrong);
            }
            if (!names.add(name)) {
                problems.duplicate(at, new Json.Text(name));
            }
        }
        return names;
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
