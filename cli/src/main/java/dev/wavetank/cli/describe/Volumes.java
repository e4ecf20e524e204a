package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Numbers;
import dev.wavetank.cluster.model.Json;

import java.util.List;

/// The volumes of a pod or a template.
final class Volumes {
    private Volumes() {}

    /// @param indent what stands before names: "" in a pod, a space in a template
    static void add(Sheet sheet, List<Json> volumes, String indent) {
        sheet.line(indent.length(), "Volumes:" + (volumes.isEmpty() ? "\t<none>" : ""));
        for (Json.Obj volume : Facts.objects(volumes)) {
            sheet.line(1, indent + volume.text("name") + ":");
            source(sheet, volume.without("name"));
        }
    }

    private static void source(Sheet sheet, Json.Obj volume) {
        String kind = volume.isEmpty() ? "" : volume.name(0);
        Json.Obj of = volume.object(kind);
        switch (kind) {
            case "hostPath" -> {
                type(sheet, "HostPath (bare host directory volume)");
                sheet.row(2, "Path", of.text("path"));
                sheet.row(2, "HostPathType", of.text("type"));
            }
            case "emptyDir" -> {
                type(sheet, "EmptyDir (a temporary directory that shares a pod's lifetime)");
                sheet.row(2, "Medium", of.text("medium"));
                sheet.row(2, "SizeLimit", Facts.or(Facts.text(of, "sizeLimit"), "<unset>"));
            }
            case "secret" -> {
                type(sheet, "Secret (a volume populated by a Secret)");
                sheet.row(2, "SecretName", of.text("secretName"));
                sheet.row(2, "Optional", optional(of));
            }
            case "configMap" -> {
                type(sheet, "ConfigMap (a volume populated by a ConfigMap)");
                sheet.row(2, "Name", of.text("name"));
                sheet.row(2, "Optional", optional(of));
            }
            case "persistentVolumeClaim" -> {
                type(
                        sheet,
                        "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same"
                                + " namespace)");
                sheet.row(2, "ClaimName", of.text("claimName"));
                sheet.row(2, "ReadOnly", Facts.or(Facts.text(of, "readOnly"), "false"));
            }
            case "downwardAPI" -> {
                type(sheet, "DownwardAPI (a volume populated by information about the pod)");
                sheet.line(2, "Items:");
                for (Json.Obj item : Facts.objects(of.array("items"))) {
                    String from =
                            item.object("fieldRef").text("fieldPath")
                                    + item.object("resourceFieldRef").text("resource");
                    sheet.line(3, from + " -> " + item.text("path"));
                }
            }
            case "projected" -> {
                type(
                        sheet,
                        "Projected (a volume that contains injected data from multiple sources)");
                Facts.objects(of.array("sources")).forEach(each -> projected(sheet, each));
            }
            default -> any(sheet, kind, of);
        }
    }

    private static void projected(Sheet sheet, Json.Obj source) {
        if (source.has("secret")) {
            sheet.row(2, "SecretName", source.object("secret").text("name"));
            sheet.row(2, "Optional", optional(source.object("secret")));
        } else if (source.has("downwardAPI")) {
            sheet.row(2, "DownwardAPI", "true");
        } else if (source.has("configMap")) {
            sheet.row(2, "ConfigMapName", source.object("configMap").text("name"));
            sheet.row(2, "Optional", optional(source.object("configMap")));
        } else if (source.has("serviceAccountToken")) {
            sheet.row(
                    2,
                    "TokenExpirationSeconds",
                    "" + Numbers.of(source.object("serviceAccountToken"), "expirationSeconds", 0));
        }
    }

    /// Sources of real machines, which mean nothing to simulated ones, with the names of their
    /// fields.
    private static void any(Sheet sheet, String kind, Json.Obj of) {
        if (kind.isEmpty()) {
            sheet.line(1, "<unknown>");
            return;
        }
        type(sheet, AnyKind.label(kind));
        of.forEach((name, value) -> sheet.row(2, AnyKind.label(name), Facts.text(value)));
    }

    private static void type(Sheet sheet, String type) {
        sheet.row(2, "Type", type);
    }

    private static String optional(Json.Obj source) {
        return Facts.or(Facts.text(source, "optional"), "false");
    }
}
