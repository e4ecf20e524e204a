package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.terminal.Ages;
import dev.wavetank.cluster.model.Json;

import java.util.List;

/// A pod: where it is, what runs in it and how that is.
final class PodDescriber implements Describer {
    @Override
    public void describe(Item pod, Around around, Sheet sheet) throws Refused {
        Json.Obj spec = pod.spec();
        Json.Obj status = pod.status();
        sheet.row("Name", pod.name());
        sheet.row("Namespace", pod.namespace());
        sheet.rowIfAny(0, "Priority", Facts.text(spec, "priority"));
        sheet.rowIfAny(0, "Priority Class Name", spec.text("priorityClassName"));
        sheet.rowIfAny(0, "Runtime Class Name", spec.text("runtimeClassName"));
        sheet.rowIfAny(0, "Service Account", spec.text("serviceAccountName"));
        String node = spec.text("nodeName");
        sheet.row("Node", node.isEmpty() ? "<none>" : node + "/" + status.text("hostIP"));
        if (status.has("startTime")) {
            sheet.row("Start Time", Facts.moment(status.text("startTime")));
        }
        sheet.labels("Labels", pod.meta().object("labels"));
        sheet.annotations("Annotations", pod.meta().object("annotations"));
        phase(pod, sheet);
        sheet.rowIfAny(0, "Reason", status.text("reason"));
        sheet.rowIfAny(0, "Message", status.text("message"));
        addresses(status, sheet);
        sheet.rowIfAny(0, "Controlled By", Facts.controller(pod.meta()));
        sheet.rowIfAny(0, "NominatedNodeName", status.text("nominatedNodeName"));
        containers(pod, sheet);
        conditions(spec, status, sheet);
        Volumes.add(sheet, spec.array("volumes"), "");
        sheet.row("QoS Class", Facts.or(status.text("qosClass"), "<unset>"));
        sheet.labels("Node-Selectors", spec.object("nodeSelector"));
        sheet.column("Tolerations", PodTemplate.tolerations(spec));
        PodTemplate.spread(sheet, "Topology Spread Constraints", spec);
        around.addEvents(sheet, pod);
    }

    private static void phase(Item pod, Sheet sheet) {
        String phase = pod.status().text("phase");
        String deletion = pod.meta().text("deletionTimestamp");
        if (deletion.isEmpty() || phase.equals("Failed") || phase.equals("Succeeded")) {
            sheet.row("Status", phase);
            return;
        }
        // The deletion's moment may be to come: then it counts from it backwards, and so does Go.
        sheet.row("Status", "Terminating (lasts " + Ages.of(Facts.sinceNow(deletion)) + ")");
        sheet.row(
                "Termination Grace Period",
                Facts.text(pod.meta(), "deletionGracePeriodSeconds") + "s");
    }

    private static void addresses(Json.Obj status, Sheet sheet) {
        sheet.row("IP", status.text("podIP"));
        List<Json.Obj> addresses = Facts.objects(status.array("podIPs"));
        sheet.line(0, "IPs:" + (addresses.isEmpty() ? "\t<none>" : ""));
        addresses.forEach(each -> sheet.row(1, "IP", each.text("ip")));
    }

    private static void containers(Item pod, Sheet sheet) {
        Json.Obj spec = pod.spec();
        Json.Obj status = pod.status();
        var containers = new Containers(sheet, pod.json(), "");
        if (!spec.array("initContainers").isEmpty()) {
            containers.add(
                    "Init Containers",
                    spec.array("initContainers"),
                    status.array("initContainerStatuses"));
        }
        containers.add("Containers", spec.array("containers"), status.array("containerStatuses"));
        if (!spec.array("ephemeralContainers").isEmpty()) {
            containers.add(
                    "Ephemeral Containers",
                    spec.array("ephemeralContainers"),
                    status.array("ephemeralContainerStatuses"));
        }
    }

    private static void conditions(Json.Obj spec, Json.Obj status, Sheet sheet) {
        List<Json.Obj> conditions = Facts.objects(status.array("conditions"));
        List<Json.Obj> gates = Facts.objects(spec.array("readinessGates"));
        if (!gates.isEmpty()) {
            sheet.line(0, "Readiness Gates:");
            sheet.line(1, "Type\tStatus");
        }
        for (Json.Obj gate : gates) {
            String type = gate.text("conditionType");
            String found =
                    conditions.stream()
                            .filter(each -> each.text("type").equals(type))
                            .map(each -> each.text("status"))
                            .findFirst()
                            .orElse("<none>");
            sheet.line(1, type + " \t" + found + " ");
        }
        if (!conditions.isEmpty()) {
            sheet.line(0, "Conditions:");
            sheet.line(1, "Type\tStatus");
        }
        for (Json.Obj each : conditions) {
            sheet.line(1, each.text("type") + " \t" + each.text("status") + " ");
        }
    }
}
