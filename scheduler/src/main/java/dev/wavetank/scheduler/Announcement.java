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

    Action failed(Pod pod, String message) {
        return event(pod, "Warning", "FailedScheduling", message);
    }

    private Action event(Pod pod, String type, String reason, String message) {
        return new Action.Emit(Event.about(pod, component, "", type, reason, message, now.wall()));
    }

    /// {@return the write of the condition, or null when the pod says so already}
    Action.@Nullable UpdateStatus notScheduled(Pod pod, String reason, String message) {
        var told = Condition.find(pod.status().conditions(), "PodScheduled");
        if (told != null
                && told.status().equals("False")
                && told.reason().equals(reason)
                && told.message().equals(message)) {
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
                pod.withStatus(
                        pod.status()
                                .withConditions(
                                        Condition.put(pod.status().conditions(), condition))),
                List.of());
    }
}
