package dev.wavetank.node;

import dev.wavetank.cluster.model.EphemeralContainers;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ObservedPod;
import dev.wavetank.node.runtime.PodIdentity;

import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

import java.util.ArrayList;
import java.util.List;

/// A plan in the making: what is known, and what was decided so far.
final class PodDraft {
    final NodeFacts node;
    final Pod pod;
    final @Nullable ObservedPod observed;
    final TreePMap<String, Long> images;
    final Time now;
    final List<ContainerView> inits;
    final List<ContainerView> apps;
    final List<ContainerView> ephemerals;
    final List<Command> commands = new ArrayList<>();
    final List<Told> events = new ArrayList<>();
    final List<Reason> reasons = new ArrayList<>();
    PodMemory memory;
    @Nullable Time wakeAt;

    PodDraft(
            NodeFacts node,
            Pod pod,
            @Nullable ObservedPod observed,
            TreePMap<String, Long> images,
            PodMemory memory,
            Time now) {
        this.node = node;
        this.pod = pod;
        this.observed = observed;
        this.images = images;
        this.memory = memory;
        this.now = now;
        inits =
                pod.spec().initContainers().stream()
                        .map(each -> ContainerView.of(each, true, pod, observed, now))
                        .toList();
        ephemerals =
                EphemeralContainers.of(pod.spec()).stream()
                        .map(each -> ContainerView.ephemeral(each, pod, observed, now))
                        .toList();
        apps =
                pod.spec().containers().stream()
                        .map(each -> ContainerView.of(each, false, pod, observed, now))
                        .toList();
    }

    PodIdentity identity() {
        return PodIdentity.of(pod);
    }

    String uid() {
        return pod.meta().uid();
    }

    /// {@return the pod as messages name it: `name_namespace(uid)`}
    String fullName() {
        return pod.meta().name() + "_" + pod.meta().namespace() + "(" + uid() + ")";
    }

    /// {@return the attempt of the sandbox, or -1 while there is none that is ready}
    int sandbox() {
        return observed != null && observed.ready() ? observed.sandbox() : -1;
    }

    Effort effort(ContainerView view) {
        return memory.effort(view.name());
    }

    void remember(ContainerView view, Effort effort) {
        memory = memory.with(view.name(), effort);
    }

    void wake(Time at) {
        if (now.before(at)) {
            wakeAt = wakeAt == null ? at : wakeAt.min(at);
        }
    }

    void because(String decision, String... grounds) {
        reasons.add(
                new Reason(pod.ref(), uid(), "kubelet " + node.name(), decision, List.of(grounds)));
    }

    /// {@return whether any container runs, or was asked to and may still come}
    boolean anyAlive() {
        for (var views : List.of(inits, apps, ephemerals)) {
            for (var view : views) {
                if (alive(view)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean alive(ContainerView view) {
        var start = effort(view).start();
        return view.alive()
                || (start != null
                        && start.attempt() > view.attempt()
                        && effort(view).starting(start.attempt(), now));
    }
}
