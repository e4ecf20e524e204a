package dev.wavetank.cli.why;

import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;

/// What an object's status says that matters to somebody who wonders.
final class StatusFacts {
    private StatusFacts() {}

    /// {@return one line each: the phase, conditions that are not as they should be, what keeps
    /// containers from running}
    static List<String> of(Json.Obj object) {
        var facts = new ArrayList<String>();
        Json.Obj status = object.object("status");
        if (!status.text("phase").isEmpty()) {
            String node = object.object("spec").text("nodeName");
            facts.add("phase " + status.text("phase") + (node.isEmpty() ? "" : " on " + node));
        }
        replicas(object, facts);
        if (object.object("spec").get("unschedulable") instanceof Json.Bool(var cordoned)
                && cordoned) {
            facts.add("cordoned: no new pods are put here");
        }
        boolean ended = status.text("phase").equals("Succeeded");
        for (Json each : status.array("conditions")) {
            if (each instanceof Json.Obj condition && (!ended && remarkable(condition))) {
                facts.add(condition(condition));
            }
        }
        for (String list : List.of("initContainerStatuses", "containerStatuses")) {
            for (Json each : status.array(list)) {
                container((Json.Obj) each, facts);
            }
        }
        return facts;
    }

    private static void replicas(Json.Obj object, List<String> facts) {
        Json.Obj status = object.object("status");
        Json wanted = object.object("spec").get("replicas");
        if (wanted == null) {
            return;
        }
        var text = new StringBuilder("replicas: " + wanted + " wanted");
        for (String name : List.of("updatedReplicas", "readyReplicas", "availableReplicas")) {
            Json count = status.get(name);
            if (count != null) {
                text.append(", ")
                        .append(count)
                        .append(' ')
                        .append(name, 0, name.indexOf("Replicas"));
            }
        }
        facts.add(text.toString());
    }

    /// Conditions that are named after trouble are well when they are False.
    private static boolean remarkable(Json.Obj condition) {
        String type = condition.text("type");
        boolean trouble =
                type.endsWith("Pressure")
                        || type.endsWith("Failure")
                        || type.endsWith("Unavailable")
                        || type.equals("DisruptionTarget");
        return !condition.text("status").equals(trouble ? "False" : "True");
    }

    private static String condition(Json.Obj condition) {
        String reason = condition.text("reason");
        String message = condition.text("message");
        return condition.text("type")
                + "="
                + condition.text("status")
                + (reason.isEmpty() ? "" : " (" + reason + ")")
                + (message.isEmpty() ? "" : ": " + message);
    }

    private static void container(Json.Obj container, List<String> facts) {
        String name = "container " + container.text("name");
        Json.Obj waiting = container.object("state").object("waiting");
        Json.Obj ended = container.object("lastState").object("terminated");
        if (!waiting.isEmpty()) {
            String message = waiting.text("message");
            facts.add(
                    name
                            + " waits: "
                            + waiting.text("reason")
                            + (message.isEmpty() ? "" : ": " + message));
        }
        if (!ended.isEmpty()) {
            facts.add(
                    name
                            + " ended before: "
                            + ended.text("reason")
                            + ", exit code "
                            + ended.get("exitCode")
                            + ", restarted "
                            + container.get("restartCount")
                            + " times");
        }
    }
}
