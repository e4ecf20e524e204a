package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// HorizontalPodAutoscalers of `autoscaling/v1`, which are held as `autoscaling/v2`: the target for
/// CPU is one metric among others there, and what v1 has no field for travels in an annotation.
final class Autoscalers {
    private static final String METRICS = "autoscaling.alpha.kubernetes.io/metrics";

    private Autoscalers() {}

    static Json.Obj toStored(Json.Obj tree) {
        Json.Obj spec = tree.object("spec");
        var metrics = new ArrayList<Json>();
        Json target = spec.get("targetCPUUtilizationPercentage");
        if (target != null) {
            metrics.add(cpu("target", "averageUtilization", target, "Utilization"));
        }
        Json.Obj meta = tree.object("metadata");
        Json.Obj annotations = meta.object("annotations");
        if (annotations.has(METRICS)) {
            metrics.addAll(others(annotations.text(METRICS)));
            meta = meta.with("annotations", annotations.without(METRICS));
        }
        Json.Obj stored = spec.without("targetCPUUtilizationPercentage");
        return tree.with("metadata", meta)
                .with(
                        "spec",
                        metrics.isEmpty() ? stored : stored.with("metrics", new Json.Arr(metrics)));
    }

    static Json.Obj fromStored(Json.Obj tree) {
        Json.Obj spec = tree.object("spec");
        Json.Obj asked = spec.without("metrics");
        var others = new ArrayList<Json>();
        for (Json metric : spec.array("metrics")) {
            Json target = ofCpu(metric, "target");
            if (target != null) {
                asked = asked.with("targetCPUUtilizationPercentage", target);
            } else {
                others.add(metric);
            }
        }
        Json.Obj status = tree.object("status");
        Json.Obj told = status.without("currentMetrics").without("conditions");
        for (Json metric : status.array("currentMetrics")) {
            Json current = ofCpu(metric, "current");
            if (current != null) {
                told = told.with("currentCPUUtilizationPercentage", current);
            }
        }
        Json.Obj result = tree.with("spec", asked).with("status", told);
        if (others.isEmpty()) {
            return result;
        }
        Json.Obj meta = tree.object("metadata");
        return result.with(
                "metadata",
                meta.with(
                        "annotations",
                        meta.object("annotations")
                                .with(METRICS, JsonText.write(new Json.Arr(others)))));
    }

    /// {@return the utilization that this metric is about, if it is about CPU; else null}
    private static @Nullable Json ofCpu(Json metric, String part) {
        Json.Obj resource =
                metric instanceof Json.Obj tree ? tree.object("resource") : Json.Obj.EMPTY;
        return resource.text("name").equals("cpu")
                ? resource.object(part).get("averageUtilization")
                : null;
    }

    private static Json.Obj cpu(String target, String field, Json value, String type) {
        return Json.Obj.of("type", new Json.Text("Resource"))
                .with(
                        "resource",
                        Json.Obj.of("name", new Json.Text("cpu"))
                                .with(target, Json.Obj.of(field, value).with("type", type)));
    }

    private static List<Json> others(String annotation) {
        try {
            return JsonText.read(annotation) instanceof Json.Arr array ? array.items() : List.of();
        } catch (Malformed notJson) {
            return List.of();
        }
    }
}
