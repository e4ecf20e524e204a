package dev.wavetank.tank;

import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.EphemeralContainers;
import dev.wavetank.cluster.model.Pod;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Whether there is a log to read, by what a pod reports: the kubelet's own check and its words.
final class LogCheck {
    private LogCheck() {}

    /// {@return why a container has no log, or null when it may have one}
    static @Nullable String problem(Pod pod, String container, boolean previous) {
        String where = "container \"" + container + "\" in pod \"" + pod.meta().name() + "\" ";
        var status = status(pod, container);
        if (status == null) {
            return where + "is not available";
        }
        var last = status.lastState().terminated();
        if (previous) {
            return last == null ? "previous terminated " + where + "not found" : null;
        }
        var waiting = status.state().waiting();
        if (waiting == null || last != null) {
            return null;
        }
        return where
                + "is waiting to start: "
                + switch (waiting.reason()) {
                    case "ErrImagePull" -> "image can't be pulled";
                    case "ImagePullBackOff" -> "trying and failing to pull image";
                    default -> waiting.reason();
                };
    }

    private static @Nullable ContainerStatus status(Pod pod, String container) {
        for (var statuses :
                List.of(
                        pod.status().containerStatuses(),
                        pod.status().initContainerStatuses(),
                        EphemeralContainers.of(pod.status()))) {
            for (var each : statuses) {
                if (each.name().equals(container)) {
                    return each;
                }
            }
        }
        return null;
    }
}
