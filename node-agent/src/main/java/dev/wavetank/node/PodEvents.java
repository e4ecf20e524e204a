package dev.wavetank.node;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.EventSource;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.ObjectReference;
import dev.wavetank.cluster.model.Pod;

import java.time.Instant;

/// Makes Events of what is to be told, as the kubelet signs them.
final class PodEvents {
    private PodEvents() {}

    static Event of(Pod pod, Told told, String node, Instant now) {
        return new Event(
                Meta.of(pod.meta().namespace(), "").withGenerateName(pod.meta().name() + "."),
                ObjectReference.to(pod).withFieldPath(path(pod, told.container())),
                told.reason(),
                told.message(),
                new EventSource("kubelet", node),
                now,
                now,
                1,
                told.type(),
                null,
                "",
                "kubelet",
                node,
                Json.Obj.EMPTY);
    }

    private static String path(Pod pod, String container) {
        if (container.isEmpty()) {
            return "";
        }
        boolean init =
                pod.spec().initContainers().stream()
                        .anyMatch(each -> each.name().equals(container));
        return (init ? "spec.initContainers{" : "spec.containers{") + container + "}";
    }
}
