package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// How a pod fares, as its node reported last.
///
/// @param phase `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`
/// @param qosClass `Guaranteed`, `Burstable` or `BestEffort`
public record PodStatus(
        String phase,
        List<Condition> conditions,
        String message,
        String reason,
        String hostIP,
        List<Ip> hostIPs,
        String podIP,
        List<Ip> podIPs,
        @Nullable Instant startTime,
        List<ContainerStatus> initContainerStatuses,
        List<ContainerStatus> containerStatuses,
        String qosClass,
        long observedGeneration,
        Json.Obj rest) {
    public PodStatus {
        startTime = Timestamps.whole(startTime);
        conditions = List.copyOf(conditions);
        hostIPs = List.copyOf(hostIPs);
        podIPs = List.copyOf(podIPs);
        initContainerStatuses = List.copyOf(initContainerStatuses);
        containerStatuses = List.copyOf(containerStatuses);
    }

    public PodStatus withPhase(String to) {
        return with(to, conditions, rest);
    }

    public PodStatus withConditions(List<Condition> to) {
        return with(phase, to, rest);
    }

    public PodStatus withRest(Json.Obj to) {
        return with(phase, conditions, to);
    }

    private PodStatus with(String newPhase, List<Condition> newConditions, Json.Obj newRest) {
        return new PodStatus(
                newPhase,
                newConditions,
                message,
                reason,
                hostIP,
                hostIPs,
                podIP,
                podIPs,
                startTime,
                initContainerStatuses,
                containerStatuses,
                qosClass,
                observedGeneration,
                newRest);
    }
}
