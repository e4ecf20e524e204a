package dev.wavetank.cli.why;

import dev.wavetank.cli.why.Family.Member;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.StringJoiner;

/// The one command that fits best what is wrong, or shows that nothing is.
///
/// @param command to be typed as it stands
/// @param purpose what it is good for
record NextStep(String command, String purpose) {

    /// {@return the step for an object}
    ///
    /// @param family the object first, then those around it
    /// @param nodes all nodes
    /// @param namespace of the object; "" for none
    static NextStep of(List<Member> family, List<Json> nodes, String namespace) {
        Member subject = family.getFirst();
        if (subject.type().kind().equals("Node")) {
            return forNode(subject.object());
        }
        for (Member each : family) {
            if (each.isPod()) {
                NextStep step = forPod(each.object(), nodes);
                if (step != null) {
                    return step;
                }
            }
        }
        if (subject.type().kind().equals("Service")) {
            return forService(subject.object(), namespace);
        }
        return new NextStep(
                "wavetank get " + subject.name() + in(namespace) + " -w",
                "nothing is wrong; watch what happens to it");
    }

    private static NextStep forService(Json.Obj service, String namespace) {
        var labels = new StringJoiner(",");
        service.object("spec")
                .object("selector")
                .forEach((name, value) -> {
                    if (value instanceof Json.Text(var text)) {
                        labels.add(name + "=" + text);
                    }
                });
        return labels.length() == 0
                ? new NextStep(
                        "wavetank get service/" + name(service) + in(namespace) + " -o yaml",
                        "it selects no pods by itself: see what it says")
                : new NextStep(
                        "wavetank get pods" + in(namespace) + " -o wide -l " + labels,
                        "the pods that it chooses from; it sends traffic to the ready ones");
    }

    private static NextStep forNode(Json.Obj node) {
        String name = name(node);
        if (!ready(node)) {
            return new NextStep("wavetank node start " + name, "it gives no sign of life: boot it");
        }
        if (cordoned(node)) {
            return new NextStep("kubectl uncordon " + name, "let pods be put here again");
        }
        return new NextStep(
                "wavetank get pods -A -o wide --field-selector spec.nodeName=" + name,
                "nothing is wrong; what runs here");
    }

    private static @Nullable NextStep forPod(Json.Obj pod, List<Json> nodes) {
        String in = in(pod.object("metadata").text("namespace"));
        Json.Obj status = pod.object("status");
        if (status.text("phase").equals("Succeeded")) {
            return null;
        }
        String waiting = waiting(status);
        String node = pod.object("spec").text("nodeName");
        if (node.isEmpty()) {
            return unscheduled(pod, condition(status, "PodScheduled"), nodes);
        }
        for (Json each : nodes) {
            if (name((Json.Obj) each).equals(node) && !ready((Json.Obj) each)) {
                return new NextStep(
                        "wavetank node start " + node,
                        "pod " + name(pod) + " is on a node that gives no sign of life: boot it");
            }
        }
        if (waiting.equals("CrashLoopBackOff") || crashed(status)) {
            return new NextStep(
                    "kubectl logs " + name(pod) + in + " --previous",
                    "read what it wrote before it ended");
        }
        if (waiting.contains("Image")) {
            return new NextStep(
                    "wavetank get pod/" + name(pod) + in + " -o yaml",
                    "check the image's name, then correct it in the manifest and apply again");
        }
        if (!"True".equals(condition(status, "Ready").text("status"))) {
            return new NextStep(
                    "wavetank get events"
                            + in
                            + " --field-selector involvedObject.name="
                            + name(pod),
                    "what has happened to it so far");
        }
        return null;
    }

    private static NextStep unscheduled(Json.Obj pod, Json.Obj scheduled, List<Json> nodes) {
        String message = scheduled.text("message");
        if (message.contains("Insufficient")) {
            return new NextStep(
                    "wavetank get pods -A -o wide",
                    "see what takes the room; delete some of it, or ask for less in the manifest");
        }
        for (Json each : nodes) {
            if (cordoned((Json.Obj) each)) {
                return new NextStep(
                        "kubectl uncordon " + name((Json.Obj) each), "let pods be put there again");
            }
        }
        for (Json each : nodes) {
            if (!ready((Json.Obj) each)) {
                return new NextStep(
                        "wavetank node start " + name((Json.Obj) each), "it is not Ready: boot it");
            }
        }
        if (message.contains("affinity") || message.contains("selector")) {
            return new NextStep(
                    "wavetank get nodes --show-labels",
                    "see which labels there are; correct the selector, or label a node");
        }
        if (message.contains("taint")) {
            return new NextStep(
                    "wavetank get nodes -o yaml", "see the taints; tolerate one, or take it away");
        }
        return new NextStep(
                "wavetank get pod/"
                        + name(pod)
                        + in(pod.object("metadata").text("namespace"))
                        + " -w",
                "it has not been looked at yet; watch what happens to it");
    }

    private static String waiting(Json.Obj status) {
        for (String list : List.of("initContainerStatuses", "containerStatuses")) {
            for (Json each : status.array(list)) {
                String reason = ((Json.Obj) each).object("state").object("waiting").text("reason");
                if (!reason.isEmpty() && !reason.equals("PodInitializing")) {
                    return reason;
                }
            }
        }
        return "";
    }

    private static boolean crashed(Json.Obj status) {
        for (Json each : status.array("containerStatuses")) {
            Json.Obj ended = ((Json.Obj) each).object("state").object("terminated");
            if (!ended.isEmpty() && !ended.text("reason").equals("Completed")) {
                return true;
            }
        }
        return false;
    }

    private static boolean ready(Json.Obj node) {
        return condition(node.object("status"), "Ready").text("status").equals("True");
    }

    private static boolean cordoned(Json.Obj node) {
        return new Json.Bool(true).equals(node.object("spec").get("unschedulable"));
    }

    private static Json.Obj condition(Json.Obj status, String type) {
        for (Json each : status.array("conditions")) {
            if (each instanceof Json.Obj condition && condition.text("type").equals(type)) {
                return condition;
            }
        }
        return Json.Obj.EMPTY;
    }

    private static String name(Json.Obj object) {
        return object.object("metadata").text("name");
    }

    private static String in(String namespace) {
        return namespace.isEmpty() || namespace.equals("default") ? "" : " -n " + namespace;
    }
}
