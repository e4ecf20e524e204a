package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Numbers;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.objects.Revisions;
import dev.wavetank.cluster.model.Json;

import java.util.List;
import java.util.stream.Collectors;

/// A Deployment: how many pods it has of how many, and which ReplicaSets are its old and new ones.
final class DeploymentDescriber implements Describer {
    @Override
    public void describe(Item deployment, Around around, Sheet sheet) throws Refused {
        Json.Obj spec = deployment.spec();
        Json.Obj status = deployment.status();
        sheet.row("Name", deployment.name());
        sheet.row("Namespace", deployment.namespace());
        sheet.row("CreationTimestamp", Facts.moment(deployment.meta().text("creationTimestamp")));
        sheet.labels("Labels", deployment.meta().object("labels"));
        sheet.annotations("Annotations", deployment.meta().object("annotations"));
        sheet.row("Selector", Facts.selector(spec.object("selector")));
        sheet.row(
                "Replicas",
                Numbers.of(spec, "replicas", 1)
                        + " desired | "
                        + Numbers.of(status, "updatedReplicas", 0)
                        + " updated | "
                        + Numbers.of(status, "replicas", 0)
                        + " total | "
                        + Numbers.of(status, "availableReplicas", 0)
                        + " available | "
                        + Numbers.of(status, "unavailableReplicas", 0)
                        + " unavailable");
        sheet.row("StrategyType", spec.object("strategy").text("type"));
        sheet.row("MinReadySeconds", "" + Numbers.of(spec, "minReadySeconds", 0));
        Json.Obj rolling = spec.object("strategy").object("rollingUpdate");
        if (!rolling.isEmpty()) {
            sheet.row(
                    "RollingUpdateStrategy",
                    Facts.text(rolling, "maxUnavailable")
                            + " max unavailable, "
                            + Facts.text(rolling, "maxSurge")
                            + " max surge");
        }
        PodTemplate.add(sheet, spec.object("template"));
        conditions(status, sheet);
        Revisions revisions = Revisions.of(deployment, around.api());
        sheet.row("OldReplicaSets", names(revisions.old()));
        sheet.row("NewReplicaSet", names(revisions.newest().stream().toList()));
        around.addEvents(sheet, deployment);
    }

    /// Adds a controller's conditions, if it has any.
    static void conditions(Json.Obj status, Sheet sheet) {
        List<Json.Obj> conditions = Facts.objects(status.array("conditions"));
        if (!conditions.isEmpty()) {
            sheet.line(0, "Conditions:");
            sheet.line(1, "Type\tStatus\tReason");
            sheet.line(1, "----\t------\t------");
        }
        for (Json.Obj each : conditions) {
            sheet.line(
                    1,
                    each.text("type") + " \t" + each.text("status") + "\t" + each.text("reason"));
        }
    }

    private static String names(List<Item> sets) {
        String names =
                sets.stream()
                        .map(each ->
                                each.name()
                                        + " ("
                                        + Numbers.of(each.status(), "replicas", 0)
                                        + "/"
                                        + Numbers.of(each.spec(), "replicas", 1)
                                        + " replicas created)")
                        .collect(Collectors.joining(", "));
        return Facts.or(names, "<none>");
    }
}
