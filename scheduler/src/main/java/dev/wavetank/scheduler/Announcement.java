package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Turns what was decided about a pod into events and its condition `PodScheduled`.
final class Announcement {
    private final String component;
    private final Time now;

    Announcement(String component, Time now) {
        this.component = component;
        this.now = now;
    }

    Action scheduled(Pod pod) {
        return event(pod, "Normal", "Scheduled", Wording.assigned(pod));
    }

    /// {@return what makes a pod go for the sake of another, and tells why}
    List<Action> evicted(Pod victim, Pod by, String node) {
        var condition =
                new Condition(
                        "DisruptionTarget",
                        "True",
                        Preemption.BY_SCHEDULER,
                        component + ": preempting to accommodate a higher priority pod",
                        victim.meta().generation(),
                        now.wall(),
                        Json.Obj.EMPTY);
        var conditions = Condition.put(victim.status().conditions(), condition);
        return List.of(
                new Action.UpdateStatus(
                        victim.withStatus(victim.status().withConditions(conditions)), List.of()),
                Action.Delete.of(victim),
                event(
                        victim,
                        "Normal",
                        "Preempted",
                        "Preempted by pod " + by.meta().uid() + " on node " + node));
    }

    Action failed(Pod pod, String message) {
        return event(pod, "Warning", "FailedScheduling", message);
    }

    private Action event(Pod pod, String type, String reason, String message) {
        return new Action.Emit(Event.about(pod, component, "", type, reason, message, now.wall()));
    }

    /// {@return the write of the condition, or null when the pod says so already}
    ///
    /// @param node where the pod hopes for a place; "" for nowhere
    Action.@Nullable UpdateStatus notScheduled(
            Pod pod, String reason, String message, String node) {
        var told = Condition.find(pod.status().conditions(), "PodScheduled");
        if (told != null
                && told.status().equals("False")
                && told.reason().equals(reason)
                && told.message().equals(message)
                && Nominations.node(pod).equals(node)) {
            return null;
        }
        var condition =
                new Condition(
                        "PodScheduled",
                        "False",
                        reason,
                        message,
                        pod.meta().generation(),
                        now.wall(),
                        Json.Obj.EMPTY);
        return new Action.UpdateStatus(
                Nominations.nominated(
                        pod.withStatus(
                                pod.status()
                                        .withConditions(
                                                Condition.put(
                                                        pod.status().conditions(), condition))),
                        node),
                List.of());
    }
}
