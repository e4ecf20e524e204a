package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cluster.model.Json;

import java.util.List;
import java.util.TreeSet;

/// A namespace and what limits it.
final class NamespaceDescriber implements Describer {
    @Override
    public void describe(Item namespace, Around around, Sheet sheet) throws Refused {
        sheet.row("Name", namespace.name());
        sheet.labels("Labels", namespace.meta().object("labels"));
        sheet.annotations("Annotations", namespace.meta().object("annotations"));
        sheet.row("Status", namespace.status().text("phase"));
        List<Json.Obj> conditions = Facts.objects(namespace.status().array("conditions"));
        if (!conditions.isEmpty()) {
            sheet.line(0, "Conditions:");
            sheet.line(1, "Type\tStatus\tLastTransitionTime\tReason\tMessage");
            sheet.line(1, "----\t------\t------------------\t------\t-------");
        }
        for (Json.Obj each : conditions) {
            sheet.line(
                    1,
                    String.join(
                            "\t",
                            each.text("type"),
                            each.text("status"),
                            Facts.moment(each.text("lastTransitionTime")),
                            each.text("reason"),
                            each.text("message")));
        }
        String in = "/api/v1/namespaces/" + namespace.name();
        sheet.line(0, "");
        quotas(around.list(in + "/resourcequotas"), sheet);
        sheet.line(0, "");
        limits(around.list(in + "/limitranges"), sheet);
    }

    private static void quotas(List<Json.Obj> quotas, Sheet sheet) {
        sheet.line(0, quotas.isEmpty() ? "No resource quota." : "Resource Quotas");
        for (Json.Obj quota : quotas) {
            sheet.row(1, "Name", quota.object("metadata").text("name"));
            List<String> scopes = Facts.texts(quota.object("spec").array("scopes"));
            sheet.rowIfAny(1, "Scopes", String.join(", ", scopes.stream().sorted().toList()));
            sheet.line(1, "Resource\tUsed\tHard");
            sheet.line(1, "--------\t---\t---");
            Json.Obj used = quota.object("status").object("used");
            quota.object("status")
                    .object("hard")
                    .forEach((name, hard) ->
                            sheet.line(
                                    1,
                                    name
                                            + "\t"
                                            + Facts.or(Facts.text(used, name), "0")
                                            + "\t"
                                            + Facts.text(hard)));
        }
    }

    private static void limits(List<Json.Obj> ranges, Sheet sheet) {
        if (ranges.isEmpty()) {
            sheet.line(0, "No LimitRange resource.");
            return;
        }
        sheet.line(0, "Resource Limits");
        sheet.line(
                0,
                " Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request"
                        + " Ratio");
        sheet.line(
                0,
                " ----\t--------\t---\t---\t---------------\t-------------"
                        + "\t-----------------------");
        for (Json.Obj range : ranges) {
            Facts.objects(range.object("spec").array("limits")).forEach(each -> limit(each, sheet));
        }
    }

    private static void limit(Json.Obj limit, Sheet sheet) {
        List<String> columns =
                List.of("min", "max", "defaultRequest", "default", "maxLimitRequestRatio");
        var resources = new TreeSet<String>();
        columns.forEach(column -> limit.object(column).forEach((name, _) -> resources.add(name)));
        for (String resource : resources) {
            var line = new StringBuilder(" " + limit.text("type") + "\t" + resource);
            columns.forEach(column ->
                    line.append('\t')
                            .append(Facts.or(Facts.text(limit.object(column), resource), "-")));
            sheet.line(0, line.toString());
        }
    }
}
