package dev.wavetank.cli.describe;

import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;

/// What a controller makes pods from, and what templates and pods have in common.
final class PodTemplate {
    private PodTemplate() {}

    static void add(Sheet sheet, Json.Obj template) {
        Json.Obj meta = template.object("metadata");
        Json.Obj spec = template.object("spec");
        sheet.line(0, "Pod Template:");
        sheet.labels("  Labels", meta.object("labels"));
        if (!meta.object("annotations").isEmpty()) {
            sheet.annotations("  Annotations", meta.object("annotations"));
        }
        sheet.rowIfAny(1, "Service Account", spec.text("serviceAccountName"));
        var containers = new Containers(sheet, Json.Obj.EMPTY, " ");
        if (!spec.array("initContainers").isEmpty()) {
            containers.add("Init Containers", spec.array("initContainers"), List.of());
        }
        containers.add("Containers", spec.array("containers"), List.of());
        Volumes.add(sheet, spec.array("volumes"), " ");
        spread(sheet, "  Topology Spread Constraints", spec);
        sheet.rowIfAny(1, "Priority Class Name", spec.text("priorityClassName"));
        sheet.labels("  Node-Selectors", spec.object("nodeSelector"));
        sheet.column("  Tolerations", tolerations(spec));
    }

    static void spread(Sheet sheet, String label, Json.Obj spec) {
        var lines = new ArrayList<String>();
        for (Json.Obj each : Facts.objects(spec.array("topologySpreadConstraints"))) {
            lines.add(
                    each.text("topologyKey")
                            + ":"
                            + each.text("whenUnsatisfiable")
                            + " when max skew "
                            + Facts.text(each, "maxSkew")
                            + " is exceeded"
                            + (each.has("labelSelector")
                                    ? " for selector "
                                            + Facts.selector(each.object("labelSelector"))
                                    : ""));
        }
        if (!lines.isEmpty()) {
            sheet.column(label, lines.stream().sorted().toList());
        }
    }

    /// {@return `node.kubernetes.io/not-ready:NoExecute op=Exists for 300s`, one for each}
    static List<String> tolerations(Json.Obj spec) {
        var lines = new ArrayList<String>();
        for (Json.Obj each : Facts.objects(spec.array("tolerations"))) {
            String key = each.text("key");
            String value = each.text("value");
            String effect = each.text("effect");
            boolean exists = each.text("operator").equals("Exists");
            String seconds = Facts.text(each, "tolerationSeconds");
            String text =
                    key
                            + (value.isEmpty() ? "" : "=" + value)
                            + (effect.isEmpty() ? "" : ":" + effect)
                            // A value that is not there is as good as any: upstream says so.
                            + (exists && value.isEmpty()
                                    ? (key.isEmpty() && effect.isEmpty()
                                            ? "op=Exists"
                                            : " op=Exists")
                                    : "")
                            + (seconds.isEmpty() ? "" : " for " + seconds + "s");
            lines.add(text);
        }
        return lines.stream().sorted().toList();
    }
}
