package dev.wavetank.node;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The conditions that a node keeps of a pod, in upstream's order, reasons and words.
final class PodConditions {
    private PodConditions() {}

    static List<Condition> of(
            PodDraft draft,
            List<ContainerStatus> inits,
            List<ContainerStatus> apps,
            String phase,
            Instant now) {
        var old = draft.pod.status().conditions();
        var containers = containersReady(draft, inits, apps, phase);
        var made =
                List.of(
                        new Verdict(
                                "PodReadyToStartContainers",
                                draft.sandbox() >= 0 && !over(phase),
                                "",
                                ""),
                        initialized(draft, inits, phase),
                        ready(draft, containers, old),
                        containers,
                        new Verdict("PodScheduled", true, "", ""));
        var result = new ArrayList<Condition>();
        for (var verdict : made) {
            result.add(verdict.condition(old, draft.pod.meta().generation(), now));
        }
        for (var other : old) {
            if (Condition.find(result, other.type()) == null) {
                result.add(other);
            }
        }
        return result;
    }

    private static boolean over(String phase) {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    private record Verdict(String type, boolean holds, String reason, String message) {
        Condition condition(List<Condition> old, long generation, Instant now) {
            var before = Condition.find(old, type);
            String status = holds ? "True" : "False";
            return new Condition(
                    type,
                    status,
                    reason,
                    message,
                    generation,
                    before != null && before.status().equals(status)
                            ? before.lastTransitionTime()
                            : now,
                    before == null ? Json.Obj.EMPTY : before.rest());
        }
    }

    private static Verdict initialized(PodDraft draft, List<ContainerStatus> inits, String phase) {
        if (phase.equals("Succeeded")) {
            return new Verdict("Initialized", true, "PodCompleted", "");
        }
        var open = new ArrayList<String>();
        for (int i = 0; i < inits.size(); i++) {
            boolean done =
                    draft.inits.get(i).sidecar()
                            ? Boolean.TRUE.equals(inits.get(i).started())
                            : inits.get(i).ready();
            if (!done) {
                open.add(inits.get(i).name());
            }
        }
        boolean before = draft.apps.stream().anyMatch(view -> view.latest() != null);
        return open.isEmpty() || before
                ? new Verdict("Initialized", true, "", "")
                : new Verdict(
                        "Initialized",
                        false,
                        "ContainersNotInitialized",
                        "containers with incomplete status: " + list(open));
    }

    private static Verdict containersReady(
            PodDraft draft, List<ContainerStatus> inits, List<ContainerStatus> apps, String phase) {
        if (over(phase)) {
            String reason = phase.equals("Succeeded") ? "PodCompleted" : "PodFailed";
            return new Verdict("ContainersReady", false, reason, "");
        }
        var open = new ArrayList<String>();
        for (int i = 0; i < inits.size(); i++) {
            if (draft.inits.get(i).sidecar() && !inits.get(i).ready()) {
                open.add(inits.get(i).name());
            }
        }
        for (var view : draft.apps) {
            for (var app : apps) {
                if (app.name().equals(view.name()) && !app.ready()) {
                    open.add(app.name());
                }
            }
        }
        return open.isEmpty()
                ? new Verdict("ContainersReady", true, "", "")
                : new Verdict(
                        "ContainersReady",
                        false,
                        "ContainersNotReady",
                        "containers with unready status: " + list(open));
    }

    private static Verdict ready(PodDraft draft, Verdict containers, List<Condition> old) {
        if (!containers.holds()) {
            return new Verdict("Ready", false, containers.reason(), containers.message());
        }
        var open = new ArrayList<String>();
        for (Json gate : draft.pod.spec().rest().array("readinessGates")) {
            String type = gate instanceof Json.Obj object ? object.text("conditionType") : "";
            var condition = Condition.find(old, type);
            if (condition == null) {
                open.add(
                        "corresponding condition of pod readiness gate \""
                                + type
                                + "\" does not exist.");
            } else if (!condition.isTrue()) {
                open.add(
                        "the status of pod readiness gate \""
                                + type
                                + "\" is not \"True\", but "
                                + condition.status());
            }
        }
        return open.isEmpty()
                ? new Verdict("Ready", true, "", "")
                : new Verdict("Ready", false, "ReadinessGatesNotReady", String.join(", ", open));
    }

    /// {@return the names as Go prints a slice}
    private static String list(List<String> names) {
        return "[" + String.join(" ", names) + "]";
    }
}
