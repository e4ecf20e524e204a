package dev.wavetank.node;

import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Ends containers: one that failed its liveness probe, or all of a pod.
final class Stopping {
    /// The API's default for `terminationGracePeriodSeconds`.
    private static final long GRACE_DEFAULT = 30;

    private Stopping() {}

    /// Ends all containers: first the pod's own, then its sidecars, last started first.
    static void all(PodDraft draft) {
        if (draft.memory.stoppingSince() == null) {
            hooks(draft);
        }
        draft.memory = draft.memory.stopping(draft.now);
        boolean mainAlive = false;
        for (var view : draft.apps) {
            mainAlive |= draft.alive(view);
            stop(draft, view, left(draft), "Stopping container " + view.name());
        }
        for (var view : draft.ephemerals) {
            stop(draft, view, left(draft), "Stopping container " + view.name());
        }
        for (var view : draft.inits.reversed()) {
            if (!view.sidecar()) {
                mainAlive |= draft.alive(view);
                stop(draft, view, left(draft), "Stopping container " + view.name());
            } else if (!mainAlive) {
                stop(draft, view, left(draft), "Stopping container " + view.name());
                mainAlive = draft.alive(view);
            }
        }
    }

    /// The hooks of sidecars do not wait until it is their turn to end.
    private static void hooks(PodDraft draft) {
        for (var view : draft.inits) {
            if (view.sidecar()
                    && view.running()
                    && !view.spec().rest().object("lifecycle").object("preStop").isEmpty()) {
                draft.commands.add(
                        new Command.PreStop(
                                new ContainerId(draft.uid(), view.name(), view.attempt())));
            }
        }
    }

    /// {@return what is left of the pod's grace period, at least a second as upstream has it}
    private static Duration left(PodDraft draft) {
        Long asked = draft.pod.meta().deletionGracePeriodSeconds();
        Duration grace = asked != null && asked > 0 ? Duration.ofSeconds(asked) : grace(draft);
        var since = draft.memory.stoppingSince();
        var left = since == null ? grace : grace.minus(draft.now.since(since));
        var least = Duration.ofSeconds(1);
        return left.compareTo(least) < 0 ? least : left;
    }

    private static Duration grace(PodDraft draft) {
        Long seconds = draft.pod.spec().terminationGracePeriodSeconds();
        return Duration.ofSeconds(seconds == null ? GRACE_DEFAULT : seconds);
    }

    /// Ends a container whose probe failed for good; the restart policy says what comes then.
    static void unhealthy(
            PodDraft draft, ContainerView view, String probe, @Nullable Long ownGrace) {
        Duration grace = ownGrace == null ? grace(draft) : Duration.ofSeconds(ownGrace);
        boolean restarts = !"Never".equals(draft.pod.spec().restartPolicy()) || view.sidecar();
        String message =
                "Container "
                        + view.name()
                        + " failed "
                        + probe
                        + " probe"
                        + (restarts ? ", will be restarted" : "");
        if (stop(draft, view, grace, message)) {
            draft.because("stops container " + view.name(), "it failed its " + probe + " probe");
        }
    }

    /// {@return whether this is news to the container}
    private static boolean stop(
            PodDraft draft, ContainerView view, Duration grace, String message) {
        var effort = draft.effort(view);
        if (!view.alive()) {
            // A start whose answer is lost holds the pod up until its time is over.
            if (draft.alive(view) && effort.start() != null) {
                draft.wake(effort.start().retryAt());
            }
            return false;
        }
        var told = effort.stop();
        boolean first = told == null || told.attempt() != view.attempt();
        // What is left of one period shrinks with time; only a shorter period is news.
        if (!first && told != null && !shortened(draft, told)) {
            return false;
        }
        draft.commands.add(
                new Command.Stop(new ContainerId(draft.uid(), view.name(), view.attempt()), grace));
        draft.remember(view, effort.with(new Effort.Stop(view.attempt(), period(draft))));
        if (first) {
            draft.events.add(Told.normal("Killing", message, view.name()));
        }
        return first;
    }

    private static boolean shortened(PodDraft draft, Effort.Stop told) {
        return period(draft).compareTo(told.grace()) < 0;
    }

    private static Duration period(PodDraft draft) {
        Long asked = draft.pod.meta().deletionGracePeriodSeconds();
        return asked != null ? Duration.ofSeconds(asked) : grace(draft);
    }
}
