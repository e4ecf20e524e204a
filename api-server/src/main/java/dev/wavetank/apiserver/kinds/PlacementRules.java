package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Names;

import java.util.List;
import java.util.TreeSet;

/// What holds for where a pod may run: its affinity and how it spreads.
final class PlacementRules {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private static final List<String> UNSATISFIABLE = List.of("DoNotSchedule", "ScheduleAnyway");

    private PlacementRules() {}

    static void affinity(Part affinity) {
        affinity.inside(
                "nodeAffinity",
                nodes -> {
                    nodes.inside(
                            REQUIRED,
                            required -> {
                                if (required.value().array("nodeSelectorTerms").isEmpty()) {
                                    required.problems()
                                            .required(
                                                    required.at("nodeSelectorTerms"),
                                                    "must have at least one node selector term");
                                }
                                required.each("nodeSelectorTerms", PlacementRules::nodeTerm);
                            });
                    nodes.each(
                            PREFERRED,
                            preferred -> {
                                weight(preferred);
                                preferred.inside("preference", PlacementRules::nodeTerm);
                            });
                });
        for (String kind : List.of("podAffinity", "podAntiAffinity")) {
            affinity.inside(
                    kind,
                    pods -> {
                        pods.each(REQUIRED, PlacementRules::podTerm);
                        pods.each(
                                PREFERRED,
                                preferred -> {
                                    weight(preferred);
                                    preferred.inside("podAffinityTerm", PlacementRules::podTerm);
                                });
                    });
        }
    }

    private static void weight(Part preferred) {
        Long weight = preferred.number("weight");
        if (weight == null || weight < 1 || weight > 100) {
            preferred
                    .problems()
                    .invalid(
                            preferred.at("weight"),
                            weight == null ? 0 : weight,
                            "must be in the range 1-100");
        }
    }

    private static void nodeTerm(Part term) {
        term.each(
                "matchExpressions",
                requirement -> {
                    nodeRequirement(requirement);
                    if (requirement.text("key").isEmpty()) {
                        Names.qualified("")
                                .forEach(wrong ->
                                        requirement
                                                .problems()
                                                .invalid(requirement.at("key"), "", wrong));
                    }
                    requirement.examine("key", Names::qualified);
                });
    }

    private static void nodeRequirement(Part requirement) {
        int values = requirement.value().array("values").size();
        String operator = requirement.text("operator");
        switch (operator) {
            case "In", "NotIn" -> {
                if (values == 0) {
                    requirement
                            .problems()
                            .required(
                                    requirement.at("values"),
                                    "must be specified when `operator` is 'In' or 'NotIn'");
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (values > 0) {
                    requirement
                            .problems()
                            .forbidden(
                                    requirement.at("values"),
                                    "may not be specified when `operator` is 'Exists' or"
                                            + " 'DoesNotExist'");
                }
            }
            case "Gt", "Lt" -> {
                if (values != 1) {
                    requirement
                            .problems()
                            .required(
                                    requirement.at("values"),
                                    "must be specified single value when `operator` is 'Lt' or"
                                            + " 'Gt'");
                }
            }
            default ->
                    requirement
                            .problems()
                            .invalid(
                                    requirement.at("operator"),
                                    operator,
                                    "not a valid selector operator");
        }
    }

    private static void podTerm(Part term) {
        topologyKey(term);
    }

    private static void topologyKey(Part part) {
        if (part.text("topologyKey").isEmpty()) {
            part.problems().required(part.at("topologyKey"), "can not be empty");
        }
        part.examine("topologyKey", Names::qualified);
    }

    static void spread(Part spec) {
        var seen = new TreeSet<String>();
        spec.each(
                "topologySpreadConstraints",
                constraint -> {
                    Long skew = constraint.number("maxSkew");
                    if (skew == null || skew <= 0) {
                        constraint
                                .problems()
                                .invalid(
                                        constraint.at("maxSkew"),
                                        skew == null ? 0 : skew,
                                        "must be greater than zero");
                    }
                    topologyKey(constraint);
                    String unsatisfiable = constraint.text("whenUnsatisfiable");
                    if (!UNSATISFIABLE.contains(unsatisfiable)) {
                        constraint
                                .problems()
                                .notSupported(
                                        constraint.at("whenUnsatisfiable"),
                                        unsatisfiable,
                                        UNSATISFIABLE);
                    }
                    String both = "{" + constraint.text("topologyKey") + ", " + unsatisfiable + "}";
                    if (!seen.add(both)) {
                        constraint
                                .problems()
                                .duplicate(
                                        constraint.at("{topologyKey, whenUnsatisfiable}"),
                                        new Json.Text(both));
                    }
                    Long domains = constraint.number("minDomains");
                    if (domains != null && domains <= 0) {
                        constraint
                                .problems()
                                .invalid(
                                        constraint.at("minDomains"),
                                        domains,
                                        "must be greater than zero");
                    } else if (domains != null && !unsatisfiable.equals("DoNotSchedule")) {
                        constraint
                                .problems()
                                .invalid(
                                        constraint.at("minDomains"),
                                        domains,
                                        "can only use minDomains if"
                                                + " whenUnsatisfiable=DoNotSchedule, not "
                                                + unsatisfiable);
                    }
                });
    }
}
