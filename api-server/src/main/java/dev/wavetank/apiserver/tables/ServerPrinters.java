package dev.wavetank.apiserver.tables;

import java.util.List;

/// What shapes the API server itself: custom kinds, other servers, flow control.
final class ServerPrinters {
    private static final String FLOW = "flowcontrol.apiserver.k8s.io";

    private ServerPrinters() {}

    static List<TreePrinter> all() {
        return List.of(
                TreePrinter.of(
                                "apiextensions.k8s.io",
                                "v1",
                                "CustomResourceDefinition",
                                "customresourcedefinitions",
                                false)
                        .createdAt(),
                apiServices(),
                flowSchemas(),
                priorityLevels());
    }

    private static TreePrinter apiServices() {
        return TreePrinter.of("apiregistration.k8s.io", "v1", "APIService", "apiservices", false)
                .text(
                        "Service",
                        "The service that answers.",
                        row ->
                                row.has("spec.service")
                                        ? row.text("spec.service.namespace")
                                                + "/"
                                                + row.text("spec.service.name")
                                        : "Local")
                .text("Available", "Whether it answers.", ServerPrinters::available)
                .age();
    }

    private static String available(Row row) {
        for (var condition : row.objects("status.conditions")) {
            if (condition.text("type").equals("Available")) {
                String status = condition.text("status");
                return status.equals("True")
                        ? status
                        : status + " (" + condition.text("reason") + ")";
            }
        }
        return "Unknown";
    }

    private static TreePrinter flowSchemas() {
        return TreePrinter.of(FLOW, "v1", "FlowSchema", "flowschemas", false)
                .text("PriorityLevel", "Its level.", "spec.priorityLevelConfiguration.name")
                .number(
                        "MatchingPrecedence",
                        "Of several that match, the lowest counts.",
                        "spec.matchingPrecedence")
                .text(
                        "DistinguisherMethod",
                        "What makes a flow.",
                        row -> row.text("spec.distinguisherMethod.type", Cells.NONE))
                .age()
                .text(
                        "MissingPL",
                        "references a broken or non-existent PriorityLevelConfiguration",
                        row -> {
                            String dangling = row.conditionStatus("Dangling");
                            return dangling.isEmpty() ? "?" : dangling;
                        });
    }

    private static TreePrinter priorityLevels() {
        String queuing = "spec.limited.limitResponse.queuing.";
        return TreePrinter.of(
                        FLOW,
                        "v1",
                        "PriorityLevelConfiguration",
                        "prioritylevelconfigurations",
                        false)
                .text("Type", "Whether it is limited.", "spec.type")
                .text(
                        "NominalConcurrencyShares",
                        "Its part of the requests at once.",
                        row -> row.text("spec.limited.nominalConcurrencyShares", Cells.NONE))
                .text("Queues", "How many.", row -> row.text(queuing + "queues", Cells.NONE))
                .text(
                        "HandSize",
                        "How many a flow may use.",
                        row -> row.text(queuing + "handSize", Cells.NONE))
                .text(
                        "QueueLengthLimit",
                        "How long each may be.",
                        row -> row.text(queuing + "queueLengthLimit", Cells.NONE))
                .age();
    }
}
