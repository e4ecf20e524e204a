package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.EphemeralContainers;
import dev.wavetank.cluster.model.Pod;

/// Which container of a pod a request means.
final class ContainerChoice {
    private ContainerChoice() {}

    /// {@return the container that is asked for; the only one when none is}
    static String of(Pod pod, String asked) {
        var containers = pod.spec().containers().stream().map(Container::name).toList();
        var initial = pod.spec().initContainers().stream().map(Container::name).toList();
        if (!asked.isEmpty()) {
            if (!containers.contains(asked)
                    && !initial.contains(asked)
                    && EphemeralContainers.of(pod.spec()).stream()
                            .noneMatch(each -> each.name().equals(asked))) {
                throw new Rejection(
                        Failure.badRequest(
                                "container "
                                        + asked
                                        + " is not valid for pod "
                                        + pod.meta().name()));
            }
            return asked;
        }
        if (containers.size() == 1) {
            return containers.getFirst();
        }
        String choice =
                "a container name must be specified for pod "
                        + pod.meta().name()
                        + ", choose one of: ["
                        + String.join(" ", containers)
                        + "]";
        throw new Rejection(
                Failure.badRequest(
                        initial.isEmpty()
                                ? choice
                                : choice
                                        + " or one of the init containers: ["
                                        + String.join(" ", initial)
                                        + "]"));
    }
}
