package dev.wavetank.cli.describe;

import dev.wavetank.cli.jsonpath.JsonPath;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Quantity;

import java.math.RoundingMode;

/// The environment variables of a container, and where they come from.
///
/// @param pod whose fields variables may take; an empty object for a template
record Environment(Sheet sheet, Json.Obj pod, Json.Obj container) {
    void add() {
        var sources = Facts.objects(container.array("envFrom"));
        if (!sources.isEmpty()) {
            sheet.line(2, "Environment Variables from:");
        }
        for (Json.Obj source : sources) {
            boolean map = source.has("configMapRef");
            Json.Obj ref = source.object(map ? "configMapRef" : "secretRef");
            String prefix = source.text("prefix");
            sheet.line(
                    3,
                    ref.text("name")
                            + (map ? "\tConfigMap" : "\tSecret")
                            + (prefix.isEmpty() ? "" : " with prefix '" + prefix + "'")
                            + optional(ref));
        }
        var variables = Facts.objects(container.array("env"));
        sheet.line(2, "Environment:" + (variables.isEmpty() ? "\t<none>" : ""));
        for (Json.Obj variable : variables) {
            String[] lines = value(variable).split("\n", -1);
            sheet.row(3, variable.text("name"), lines[0]);
            for (int i = 1; i < lines.length; i++) {
                sheet.line(3, "\t" + lines[i]);
            }
        }
    }

    private String value(Json.Obj variable) {
        Json.Obj from = variable.object("valueFrom");
        if (from.has("fieldRef")) {
            Json.Obj ref = from.object("fieldRef");
            return field(ref.text("fieldPath"))
                    + " ("
                    + Facts.or(ref.text("apiVersion"), "v1")
                    + ":"
                    + ref.text("fieldPath")
                    + ")";
        } else if (from.has("resourceFieldRef")) {
            String resource = from.object("resourceFieldRef").text("resource");
            return amount(resource, from.object("resourceFieldRef")) + " (" + resource + ")";
        } else if (from.has("secretKeyRef")) {
            Json.Obj ref = from.object("secretKeyRef");
            return set(ref, "in secret") + optional(ref);
        } else if (from.has("configMapKeyRef")) {
            Json.Obj ref = from.object("configMapKeyRef");
            return set(ref, "of config map") + optional(ref);
        }
        return variable.text("value");
    }

    private static String set(Json.Obj ref, String where) {
        return "<set to the key '"
                + ref.text("key")
                + "' "
                + where
                + " '"
                + ref.text("name")
                + "'>";
    }

    private static String optional(Json.Obj ref) {
        return "\tOptional: " + Facts.text(ref, "optional").equals("true");
    }

    /// Of fields that a node fills in kubectl leaves the value empty.
    private String field(String path) {
        if (!path.startsWith("metadata.")) {
            return "";
        }
        try {
            var found = JsonPath.path(path).find(pod);
            return found.isEmpty() ? "" : Facts.text(found.getFirst());
        } catch (Malformed unknown) {
            return "";
        }
    }

    /// In whole units of the divisor, rounded up; what is not limited is the node's.
    private String amount(String resource, Json.Obj ref) {
        int dot = resource.indexOf('.');
        String given =
                Facts.text(
                        container
                                .object("resources")
                                .object(resource.substring(0, Math.max(0, dot))),
                        resource.substring(dot + 1));
        if (given.isEmpty()) {
            return resource.startsWith("limits.") ? "node allocatable" : "0";
        }
        String divisor = Facts.text(ref, "divisor");
        var unit = Quantity.of(divisor.isEmpty() || divisor.equals("0") ? "1" : divisor);
        return Quantity.of(given)
                .amount()
                .divide(unit.amount(), 0, RoundingMode.CEILING)
                .toPlainString();
    }
}
