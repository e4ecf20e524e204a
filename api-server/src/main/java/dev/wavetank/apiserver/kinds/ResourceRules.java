package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Names;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.ResourceRequirements;

import java.util.List;

/// What holds for the resources that a container requests and is limited to.
final class ResourceRules {
    private static final List<String> STANDARD = List.of("cpu", "ephemeral-storage", "memory");

    private ResourceRules() {}

    static void validate(ResourceRequirements resources, String field, Problems problems) {
        resources
                .limits()
                .forEach((name, limit) ->
                        validate(name, limit, field + ".limits[" + name + "]", problems));
        resources
                .requests()
                .forEach((name, request) -> {
                    validate(name, request, field + ".requests[" + name + "]", problems);
                    var limit = resources.limits().get(name);
                    if (limit != null && isWhole(name) && request.compareTo(limit) != 0) {
                        problems.invalid(
                                field + ".requests",
                                request.text(),
                                "must be equal to " + name + " limit of " + limit);
                    } else if (limit != null && request.compareTo(limit) > 0) {
                        problems.invalid(
                                field + ".requests",
                                request.text(),
                                "must be less than or equal to " + name + " limit of " + limit);
                    } else if (limit == null && isWhole(name)) {
                        problems.required(
                                field + ".limits",
                                "Limit must be set for non overcommitable resources");
                    }
                });
    }

    /// Huge pages and what a device plugin offers cannot be shared out twice.
    private static boolean isWhole(String name) {
        return name.startsWith("hugepages-")
                || (name.contains("/") && !name.contains("kubernetes.io/"));
    }

    private static void validate(String name, Quantity amount, String field, Problems problems) {
        for (var wrong : Names.qualified(name)) {
            problems.invalid(field, name, wrong);
        }
        boolean standard = STANDARD.contains(name) || name.startsWith("hugepages-");
        if (!standard && !name.contains("/")) {
            problems.invalid(field, name, "must be a standard resource type or fully qualified");
            problems.invalid(field, name, "must be a standard resource for containers");
        }
        if (amount.amount().signum() < 0) {
            problems.invalid(field, amount.text(), "must be greater than or equal to 0");
        } else if (isWhole(name) && amount.amount().stripTrailingZeros().scale() > 0) {
            problems.invalid(field, new Json.Text(amount.text()), "must be an integer");
        }
    }
}
