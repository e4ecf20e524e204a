package dev.wavetank.apiserver.tables;

import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;

/// HorizontalPodAutoscalers: each metric as what it is, over what it shall be.
final class AutoscalerPrinter {
    private static final String UNKNOWN = "<unknown>";

    /// So many metrics are shown; upstream's number.
    private static final int SHOWN = 2;

    private AutoscalerPrinter() {}

    static TreePrinter printer() {
        return TreePrinter.of(
                        "autoscaling",
                        "v2",
                        "HorizontalPodAutoscaler",
                        "horizontalpodautoscalers",
                        true)
                .text(
                        "Reference",
                        "What it scales.",
                        row ->
                                row.text("spec.scaleTargetRef.kind")
                                        + "/"
                                        + row.text("spec.scaleTargetRef.name"))
                .text("Targets", "Its metrics: found, and wanted.", AutoscalerPrinter::targets)
                .text(
                        "MinPods",
                        "The fewest pods.",
                        row -> row.text("spec.minReplicas", Cells.UNSET))
                .number("MaxPods", "The most pods.", "spec.maxReplicas")
                .number("Replicas", "How many pods there are.", "status.currentReplicas")
                .age();
    }

    private static String targets(Row row) {
        var specs = row.objects("spec.metrics");
        var statuses = row.objects("status.currentMetrics");
        if (specs.isEmpty()) {
            return Cells.NONE;
        }
        var parts = new ArrayList<String>();
        for (int i = 0; i < Math.min(SHOWN, specs.size()); i++) {
            parts.add(metric(specs.get(i), i < statuses.size() ? statuses.get(i) : Json.Obj.EMPTY));
        }
        String shown = String.join(", ", parts);
        return specs.size() <= SHOWN ? shown : shown + " + " + (specs.size() - SHOWN) + " more...";
    }

    private static String metric(Json.Obj spec, Json.Obj status) {
        String type = spec.text("type");
        if (type.isEmpty()) {
            return "<unknown type>";
        }
        String field = Character.toLowerCase(type.charAt(0)) + type.substring(1);
        Json.Obj target = spec.object(field).object("target");
        Json.Obj current = status.object(field).object("current");
        return switch (type) {
            case "External", "Object" ->
                    target.has("averageValue")
                            ? over(current, target, "averageValue", "") + " (avg)"
                            : over(current, target, "value", "");
            case "Pods" -> over(current, target, "averageValue", "");
            case "Resource", "ContainerResource" ->
                    spec.object(field).text("name")
                            + ": "
                            + (target.has("averageValue")
                                    ? over(current, target, "averageValue", "")
                                    : utilization(current, target));
            default -> "<unknown type>";
        };
    }

    private static String utilization(Json.Obj current, Json.Obj target) {
        String wanted = target.has("averageUtilization") ? "" : "<auto>";
        return wanted.isEmpty()
                ? over(current, target, "averageUtilization", "%")
                : found(current, "averageUtilization", "%") + "/" + wanted;
    }

    private static String over(Json.Obj current, Json.Obj target, String field, String unit) {
        return found(current, field, unit) + "/" + Row.text(target.get(field)) + unit;
    }

    private static String found(Json.Obj current, String field, String unit) {
        return current.has(field) ? Row.text(current.get(field)) + unit : UNKNOWN;
    }
}
