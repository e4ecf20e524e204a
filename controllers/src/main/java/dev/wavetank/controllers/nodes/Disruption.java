package dev.wavetank.controllers.nodes;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.world.Time;

import java.time.temporal.ChronoUnit;
import java.util.List;

/// Writes on a pod that it is not ending by its own doing.
final class Disruption {
    private Disruption() {}

    static Action.UpdateStatus status(
            Pod pod, String phase, String reason, String message, Time now) {
        var conditions =
                Condition.put(
                        pod.status().conditions(),
                        new Condition(
                                "DisruptionTarget",
                                "True",
                                reason,
                                message,
                                now.wall().truncatedTo(ChronoUnit.SECONDS)));
        return new Action.UpdateStatus(
                pod.withStatus(pod.status().withPhase(phase).withConditions(conditions)),
                List.of());
    }
}
