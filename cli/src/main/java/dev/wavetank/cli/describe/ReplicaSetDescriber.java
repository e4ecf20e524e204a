package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Numbers;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cluster.model.Json;

import java.util.List;

/// A ReplicaSet and how its pods are.
final class ReplicaSetDescriber implements Describer {
    @Override
    public void describe(Item set, Around around, Sheet sheet) throws Refused {
        Json.Obj selector = set.spec().object("selector");
        sheet.row("Name", set.name());
        sheet.row("Namespace", set.namespace());
        sheet.row("Selector", Facts.selector(selector));
        sheet.labels("Labels", set.meta().object("labels"));
        sheet.annotations("Annotations", set.meta().object("annotations"));
        sheet.rowIfAny(0, "Controlled By", Facts.controller(set.meta()));
        sheet.row(
                "Replicas",
                Numbers.of(set.status(), "replicas", 0)
                        + " current / "
                        + Numbers.of(set.spec(), "replicas", 1)
                        + " desired");
        List<Json.Obj> pods = around.pods(set, selector);
        sheet.row(
                "Pods Status",
                count(pods, "Running")
                        + " Running / "
                        + count(pods, "Pending")
                        + " Waiting / "
                        + count(pods, "Succeeded")
                        + " Succeeded / "
                        + count(pods, "Failed")
                        + " Failed");
        PodTemplate.add(sheet, set.spec().object("template"));
        DeploymentDescriber.conditions(set.status(), sheet);
        around.addEvents(sheet, set);
    }

    private static long count(List<Json.Obj> pods, String phase) {
        return pods.stream()
                .filter(pod -> pod.object("status").text("phase").equals(phase))
                .count();
    }
}
