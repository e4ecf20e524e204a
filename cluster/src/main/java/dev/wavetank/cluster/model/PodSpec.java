package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SortedMap;

/// What a pod shall run, and where it may.
///
/// @param nodeName the node it is bound to; "" until the scheduler has chosen
/// @param restartPolicy `Always`, `OnFailure` or `Never`
/// @param priority higher is scheduled first; null until admission resolved the class
/// @param terminationGracePeriodSeconds how long containers may take to end, in seconds
public record PodSpec(
        String nodeName,
        String schedulerName,
        String serviceAccountName,
        String restartPolicy,
        @Nullable Integer priority,
        String priorityClassName,
        @Nullable Long terminationGracePeriodSeconds,
        @Nullable Long activeDeadlineSeconds,
        boolean hostNetwork,
        List<Container> initContainers,
        @Wire(always = true) List<Container> containers,
        List<Toleration> tolerations,
        SortedMap<String, String> nodeSelector,
        @Nullable Affinity affinity,
        SortedMap<String, Quantity> overhead,
        Json.Obj rest) {
    public PodSpec {
        initContainers = List.copyOf(initContainers);
        containers = List.copyOf(containers);
        tolerations = List.copyOf(tolerations);
    }

    public PodSpec withNodeName(String to) {
        return new PodSpec(
                to,
                schedulerName,
                serviceAccountName,
                restartPolicy,
                priority,
                priorityClassName,
                terminationGracePeriodSeconds,
                activeDeadlineSeconds,
                hostNetwork,
                initContainers,
                containers,
                tolerations,
                nodeSelector,
                affinity,
                overhead,
                rest);
    }

    public PodSpec withRest(Json.Obj to) {
        return new PodSpec(
                nodeName,
                schedulerName,
                serviceAccountName,
                restartPolicy,
                priority,
                priorityClassName,
                terminationGracePeriodSeconds,
                activeDeadlineSeconds,
                hostNetwork,
                initContainers,
                containers,
                tolerations,
                nodeSelector,
                affinity,
                overhead,
                to);
    }
}
