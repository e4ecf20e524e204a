package dev.wavetank.node;

import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Ip;
import dev.wavetank.cluster.model.PodStatus;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Says how a pod fares, from how its containers do: phase, conditions, addresses.
final class PodStatuses {
    private PodStatuses() {}

    static PodStatus of(PodDraft draft) {
        var old = draft.pod.status();
        if (draft.pod.finished() && !draft.anyAlive() && settled(old.containerStatuses())) {
            return old;
        }
        var ending = draft.memory.ending();
        boolean never =
                ending != null && draft.observed == null && old.containerStatuses().isEmpty();
        var inits = never ? List.<ContainerStatus>of() : ContainerStatuses.inits(draft);
        var apps = never ? List.<ContainerStatus>of() : ContainerStatuses.apps(draft);
        String phase = draft.pod.finished() ? old.phase() : phase(draft, apps);
        String ip = ip(draft);
        Instant second = draft.now.wall().truncatedTo(ChronoUnit.SECONDS);
        var told = phase.equals("Failed") ? ending : null;
        return new PodStatus(
                phase,
                PodConditions.of(draft, inits, apps, phase, second),
                told != null ? told.message() : old.message(),
                told != null ? told.reason() : old.reason(),
                draft.node.ip(),
                List.of(new Ip(draft.node.ip())),
                ip,
                ip.isEmpty() ? List.of() : List.of(new Ip(ip)),
                old.startTime() == null ? second : old.startTime(),
                inits,
                apps,
                old.qosClass(),
                draft.pod.meta().generation(),
                old.rest());
    }

    /// {@return whether the reported containers have ended: a finished pod keeps what it ended as}
    private static boolean settled(List<ContainerStatus> statuses) {
        return statuses.stream().allMatch(each -> each.state().running() == null);
    }

    private static String ip(PodDraft draft) {
        if (draft.observed == null) {
            return draft.pod.status().podIP();
        } else if (draft.pod.spec().hostNetwork()) {
            return draft.observed.ready() ? draft.node.ip() : draft.pod.status().podIP();
        }
        return draft.observed.ip().isEmpty() ? draft.pod.status().podIP() : draft.observed.ip();
    }

    /// Upstream's rules, in their order.
    private static String phase(PodDraft draft, List<ContainerStatus> apps) {
        boolean ended = !draft.anyAlive();
        if (draft.memory.ending() != null && ended) {
            return "Failed";
        }
        String policy = PodLifecycle.policy(draft);
        if (!draft.pod.deleting() && initsPending(draft)) {
            boolean failed =
                    policy.equals("Never")
                            && draft.inits.stream()
                                    .anyMatch(view ->
                                            !view.sidecar() && view.exited() && !view.succeeded());
            return failed ? "Failed" : "Pending";
        }
        int running = 0;
        int waiting = 0;
        int stopped = 0;
        int succeeded = 0;
        for (var app : apps) {
            var last = app.lastState().terminated();
            if (app.state().running() != null) {
                running++;
            } else if (app.state().terminated() != null) {
                stopped++;
                succeeded += app.state().terminated().exitCode() == 0 ? 1 : 0;
            } else if (last != null) {
                stopped++;
                succeeded += last.exitCode() == 0 ? 1 : 0;
            } else {
                waiting++;
            }
        }
        if (draft.pod.deleting() && ended) {
            return waiting == 0 && stopped == succeeded ? "Succeeded" : "Failed";
        } else if (waiting > 0) {
            return "Pending";
        } else if (running > 0 || policy.equals("Always") || policy.isEmpty()) {
            return "Running";
        } else if (stopped == succeeded) {
            return "Succeeded";
        }
        return policy.equals("Never") ? "Failed" : "Running";
    }

    private static boolean initsPending(PodDraft draft) {
        if (draft.apps.stream().anyMatch(view -> view.latest() != null)) {
            return false;
        }
        for (var view : draft.inits) {
            if (view.sidecar() ? !view.started() : !view.succeeded()) {
                return true;
            }
        }
        return false;
    }
}
