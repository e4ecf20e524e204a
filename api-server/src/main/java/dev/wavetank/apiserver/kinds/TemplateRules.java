package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.Names;
import dev.wavetank.cluster.model.PodTemplate;
import dev.wavetank.cluster.model.Shape;

import java.util.List;
import java.util.SortedMap;

/// What holds for whatever makes pods from a template.
final class TemplateRules {
    private TemplateRules() {}

    /// @param what how upstream names the kind in this place: `deployment`, `replica set`
    static void validate(
            LabelSelector selector, PodTemplate template, String what, Problems problems) {
        if (selector.isEmpty()) {
            problems.required("spec.selector", "empty selector is invalid for " + what);
        }
        validateSelector(selector, problems);
        if (!selector.isEmpty() && !selector.selects(template.meta().labels())) {
            problems.invalid(
                    "spec.template.metadata.labels",
                    labels(template.meta().labels()),
                    "`selector` does not match template `labels`");
        }
        validateLabels(template.meta().labels(), problems);
        PodRules.validate(template.spec(), "spec.template.spec", problems);
        if (!template.spec().rest().array(EphemeralRules.FIELD).isEmpty()) {
            problems.forbidden(
                    "spec.template.spec." + EphemeralRules.FIELD,
                    "ephemeral containers not allowed in pod template");
        }
        String restart = template.spec().restartPolicy();
        if (!restart.isEmpty() && !restart.equals("Always")) {
            problems.notSupported("spec.template.spec.restartPolicy", restart, List.of("Always"));
        }
        if (template.spec().activeDeadlineSeconds() != null) {
            problems.forbidden(
                    "spec.template.spec.activeDeadlineSeconds",
                    "activeDeadlineSeconds in ReplicaSet is not Supported");
        }
    }

    private static void validateLabels(SortedMap<String, String> labels, Problems problems) {
        String field = "spec.template.labels";
        labels.forEach((key, value) -> {
            for (var wrong : Names.qualified(key)) {
                problems.invalid(field, key, wrong);
            }
            for (var wrong : Names.labelValue(value)) {
                problems.invalid(field, value, wrong);
            }
        });
    }

    private static void validateSelector(LabelSelector selector, Problems problems) {
        int index = 0;
        for (var requirement : selector.matchExpressions()) {
            String field = "spec.selector.matchExpressions[" + index++ + "].";
            switch (requirement.operator()) {
                case "In", "NotIn" -> {
                    if (requirement.values().isEmpty()) {
                        problems.required(
                                field + "values",
                                "must be specified when `operator` is 'In' or 'NotIn'");
                    }
                }
                case "Exists", "DoesNotExist" -> {
                    if (!requirement.values().isEmpty()) {
                        problems.forbidden(
                                field + "values",
                                "may not be specified when `operator` is 'Exists' or"
                                        + " 'DoesNotExist'");
                    }
                }
                default ->
                        problems.invalid(
                                field + "operator",
                                requirement.operator(),
                                "not a valid selector operator");
            }
            for (var wrong : Names.qualified(requirement.key())) {
                problems.invalid(field + "key", requirement.key(), wrong);
            }
        }
    }

    /// The pods are found by it, so it can never be another.
    static void validateSelector(LabelSelector stored, LabelSelector sent, Problems problems) {
        if (!stored.equals(sent)) {
            problems.immutable("spec.selector", Shape.of(LabelSelector.class).write(sent));
        }
    }

    private static Json labels(SortedMap<String, String> labels) {
        var object = Json.Obj.builder();
        labels.forEach(object::put);
        return object.build();
    }
}
