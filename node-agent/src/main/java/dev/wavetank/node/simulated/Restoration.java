package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.ContainerState;
import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.EphemeralContainers;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.runtime.ContainerId;
import dev.wavetank.node.runtime.PodIdentity;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// Rebuilds what was modelled of a pod from what was reported of it.
final class Restoration {
    private Restoration() {}

    /// {@return the pod as it was, or null when nothing of it ran}
    static @Nullable SimulatedPod of(Pod pod, Time now) {
        if (pod.status().podIP().isEmpty()) {
            return null;
        }
        var restored = new SimulatedPod(PodIdentity.of(pod));
        restored.sandbox = 0;
        restored.ready = !pod.finished();
        restored.ip = pod.spec().hostNetwork() ? "" : pod.status().podIP();
        put(restored, pod.spec().initContainers(), pod.status().initContainerStatuses(), true, now);
        put(
                restored,
                EphemeralContainers.of(pod.spec()),
                EphemeralContainers.of(pod.status()),
                false,
                now);
        put(restored, pod.spec().containers(), pod.status().containerStatuses(), false, now);
        return restored;
    }

    private static void put(
            SimulatedPod pod,
            List<Container> specs,
            List<ContainerStatus> statuses,
            boolean init,
            Time now) {
        for (var spec : specs) {
            for (var status : statuses) {
                if (status.name().equals(spec.name())) {
                    put(pod, spec, status, init && !"Always".equals(spec.restartPolicy()), now);
                }
            }
        }
    }

    private static void put(
            SimulatedPod pod, Container spec, ContainerStatus status, boolean init, Time now) {
        var running = status.state().running();
        ContainerState.Terminated over =
                status.state().terminated() != null
                        ? status.state().terminated()
                        : status.lastState().terminated();
        if (running == null && over == null) {
            return;
        }
        var profile = Profile.of(pod.identity.annotations(), spec.name(), init);
        Instant started =
                running != null ? running.startedAt() : over == null ? null : over.startedAt();
        Time startAt = at(started, now);
        var run =
                new SimulatedContainer(
                        new ContainerId(pod.identity.uid(), spec.name(), status.restartCount()),
                        pod.sandbox,
                        spec,
                        profile,
                        status.imageID(),
                        pod.ip,
                        startAt,
                        profile.runFor() == null ? null : startAt.plus(profile.runFor()),
                        profile.exitCode(),
                        profile.exitCode() == 0 ? "Completed" : "Error",
                        true,
                        false,
                        null,
                        null,
                        null,
                        false,
                        false,
                        new TreeMap<>(),
                        new TreeMap<>());
        if (running == null && over != null) {
            run = run.die(at(over.finishedAt(), now), over.exitCode(), over.reason()).at(now);
        }
        pod.latest.put(spec.name(), run);
    }

    private static Time at(@Nullable Instant wall, Time now) {
        return wall == null ? now : now.plus(Duration.between(now.wall(), wall));
    }
}
