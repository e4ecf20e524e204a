package dev.wavetank.node;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.PodMemory.Ending;
import dev.wavetank.node.PodMemory.SandboxAsked;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ObservedPod;

import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

import java.time.Duration;
import java.util.function.BiConsumer;

/// Decides how a pod lives on its node: the whole of it as a pure, level-based function.
///
/// Sandbox first; then init containers one after the other, sidecars staying; then all others; each
/// restarted by the pod's policy; all ended with grace when the pod is deleted or the node ends it.
final class PodLifecycle {
    /// A sandbox mostly takes less; so the status that tells of it is also the first.
    private static final Duration SANDBOX_SOON = Duration.ofSeconds(1);

    private final NodeFacts node;

    PodLifecycle(NodeFacts node) {
        this.node = node;
    }

    /// {@return what to do now}
    ///
    /// @param pod as it is desired, with the status that the API server holds
    /// @param observed what the runtime has of it; null when that is nothing
    /// @param images those on the node, with their sizes
    PodPlan plan(
            Pod pod,
            @Nullable ObservedPod observed,
            TreePMap<String, Long> images,
            PodMemory memory,
            Time now) {
        var draft = new PodDraft(node, pod, observed, images, memory, now);
        deadline(draft);
        boolean hold = false;
        if (pod.deleting() || pod.finished() || draft.memory.ending() != null || done(draft)) {
            Stopping.all(draft);
            each(draft, Probing::tell);
        } else {
            hold = live(draft);
        }
        var status = PodStatuses.of(draft);
        boolean over = status.phase().equals("Succeeded") || status.phase().equals("Failed");
        // Not before the API server knows it is over: until then a crash would begin it again.
        if (pod.finished() && !draft.anyAlive() && observed != null && observed.ready()) {
            draft.commands.add(new Command.StopSandbox(pod.meta().uid()));
        }
        return new PodPlan(
                draft.commands,
                status,
                hold,
                draft.events,
                draft.reasons,
                (pod.deleting() || over) && !draft.anyAlive(),
                draft.memory,
                draft.wakeAt);
    }

    private static void each(PodDraft draft, BiConsumer<PodDraft, ContainerView> what) {
        draft.inits.forEach(view -> what.accept(draft, view));
        draft.apps.forEach(view -> what.accept(draft, view));
    }

    private static void deadline(PodDraft draft) {
        Long seconds = draft.pod.spec().activeDeadlineSeconds();
        var start = draft.pod.status().startTime();
        if (seconds == null || start == null || draft.pod.finished()) {
            return;
        }
        var left = Duration.between(draft.now.wall(), start.plusSeconds(seconds));
        if (left.isPositive()) {
            draft.wake(draft.now.plus(left));
        } else if (draft.memory.ending() == null) {
            String message = "Pod was active on the node longer than the specified deadline";
            draft.memory = draft.memory.with(new Ending("DeadlineExceeded", message));
            draft.events.add(Told.normal("DeadlineExceeded", message, ""));
        }
    }

    /// {@return whether a better status is about to come}
    private static boolean live(PodDraft draft) {
        if (draft.sandbox() < 0) {
            return sandbox(draft);
        }
        // Once each: whoever looks into a pod is not to find it changed by a restart.
        for (var view : draft.ephemerals) {
            if (view.latest() == null) {
                Starting.first(draft, view);
            }
        }
        if (initialized(draft)) {
            draft.apps.forEach(view -> keep(draft, view));
        }
        return false;
    }

    /// {@return whether the pod has come to its end by itself: sidecars do not keep it alive}
    private static boolean done(PodDraft draft) {
        if (policy(draft).equals("Never")
                && draft.inits.stream()
                        .anyMatch(view -> !view.sidecar() && view.exited() && !view.succeeded())) {
            return true;
        }
        for (var view : draft.apps) {
            if (!view.exited() || restarts(draft, view)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sandbox(PodDraft draft) {
        int attempt = draft.observed == null ? 0 : draft.observed.sandbox() + 1;
        var asked = draft.memory.sandbox();
        if (asked == null || asked.attempt() != attempt || !draft.now.before(asked.retryAt())) {
            if (draft.observed != null && (asked == null || asked.attempt() != attempt)) {
                draft.events.add(
                        Told.normal(
                                "SandboxChanged",
                                "Pod sandbox changed, it will be killed and re-created.",
                                ""));
            }
            draft.commands.add(new Command.Sandbox(draft.identity(), attempt));
            asked = new SandboxAsked(attempt, draft.now, draft.now.plus(Starting.REQUEST_TIMEOUT));
            draft.memory = draft.memory.with(asked);
        }
        Time soon = asked.at().plus(SANDBOX_SOON);
        draft.wake(soon);
        draft.wake(asked.retryAt());
        return draft.now.before(soon);
    }

    /// Runs the init containers in order.
    ///
    /// @return whether the others may run
    private static boolean initialized(PodDraft draft) {
        boolean before = draft.apps.stream().anyMatch(view -> view.in(draft.sandbox()));
        for (var view : draft.inits) {
            if (view.sidecar()) {
                keep(draft, view);
                if (!before && !view.started()) {
                    return false;
                }
            } else if (!before && !(view.succeeded() && view.in(draft.sandbox()))) {
                init(draft, view);
                return false;
            }
        }
        return true;
    }

    private static void init(PodDraft draft, ContainerView view) {
        if (view.latest() == null || (view.exited() && !view.in(draft.sandbox()))) {
            Starting.first(draft, view);
        } else if (view.exited() && !policy(draft).equals("Never")) {
            Starting.again(draft, view);
        }
    }

    private static void keep(PodDraft draft, ContainerView view) {
        if (view.latest() == null) {
            Starting.first(draft, view);
        } else if (view.running()) {
            Probing.run(draft, view);
        } else if (view.exited() && restarts(draft, view)) {
            Starting.again(draft, view);
        }
    }

    static boolean restarts(PodDraft draft, ContainerView view) {
        return view.sidecar()
                || switch (policy(draft)) {
                    case "Never" -> false;
                    case "OnFailure" -> !view.succeeded();
                    default -> true;
                };
    }

    static String policy(PodDraft draft) {
        return draft.pod.spec().restartPolicy();
    }
}
