package dev.wavetank.node;

import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.EphemeralContainers;
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
        if (draft.pod.finished()
                && !draft.anyAlive()
                && settled(old.initContainerStatuses())
                && settled(old.containerStatuses())) {
            return old;
        }
        var ending = draft.memory.ending();
        boolean never =
                ending != null && draft.observed == null && old.containerStatuses().isEmpty();
        var inits = never ? List.<ContainerStatus>of() : ContainerStatuses.inits(draft);
        var apps = never ? List.<ContainerStatus>of() : ContainerStatuses.apps(draft);
        var ephemerals = never ? List.<ContainerStatus>of() : ContainerStatuses.ephemerals(draft);
        String phase = draft.pod.finished() ? old.phase() : PodPhase.of(draft, inits, apps);
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
                EphemeralContainers.with(old.rest(), ephemerals));
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
}
