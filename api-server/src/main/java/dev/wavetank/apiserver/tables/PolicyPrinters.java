package dev.wavetank.apiserver.tables;

import java.util.ArrayList;
import java.util.List;

/// What bounds others: quotas, limits, disruption budgets, priorities, runtime classes.
final class PolicyPrinters {
    private PolicyPrinters() {}

    static List<TreePrinter> all() {
        return List.of(
                resourceQuotas(),
                TreePrinter.of("", "v1", "LimitRange", "limitranges", true).createdAt(),
                disruptionBudgets(),
                priorityClasses(),
                runtimeClasses());
    }

    private static TreePrinter resourceQuotas() {
        return TreePrinter.of("", "v1", "ResourceQuota", "resourcequotas", true)
                .text("Request", "What is requested, of what may be.", row -> quotas(row, false))
                .text("Limit", "What limits add up to, of what they may.", row -> quotas(row, true))
                .age();
    }

    private static String quotas(Row row, boolean limits) {
        var parts = new ArrayList<String>();
        var used = row.object("status.used");
        row.object("status.hard")
                .forEach((resource, hard) -> {
                    if (resource.startsWith("limits.") == limits) {
                        String now = Row.text(used.get(resource));
                        parts.add(
                                resource
                                        + ": "
                                        + (now.isEmpty() ? "0" : now)
                                        + "/"
                                        + Row.text(hard));
                    }
                });
        return String.join(", ", parts);
    }

    private static TreePrinter disruptionBudgets() {
        return TreePrinter.of("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true)
                .text(
                        "Min Available",
                        "The minimum number of pods that must be available.",
                        row -> row.text("spec.minAvailable", "N/A"))
                .text(
                        "Max Unavailable",
                        "The maximum number of pods that may be unavailable.",
                        row -> row.text("spec.maxUnavailable", "N/A"))
                .number(
                        "Allowed Disruptions",
                        "How many pods may go now.",
                        "status.disruptionsAllowed")
                .age();
    }

    private static TreePrinter priorityClasses() {
        return TreePrinter.of("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", false)
                .number("Value", "The priority.", "value")
                .flag(
                        "Global-Default",
                        "Whether pods that name no class have it.",
                        row -> row.is("globalDefault"))
                .age()
                .text(
                        "PreemptionPolicy",
                        "Whether its pods take the places of others.",
                        row -> row.text("preemptionPolicy", "PreemptLowerPriority"));
    }

    private static TreePrinter runtimeClasses() {
        return TreePrinter.of("node.k8s.io", "v1", "RuntimeClass", "runtimeclasses", false)
                .text("Handler", "What runs its pods.", "handler")
                .age();
    }
}
