package dev.wavetank.node.runtime;

import dev.wavetank.cluster.model.Pod;

import java.util.SortedMap;

/// What a runtime needs to know of a pod beside its containers.
///
/// @param hostNetwork whether it has the node's address instead of one of its own
public record PodIdentity(
        String uid,
        String namespace,
        String name,
        boolean hostNetwork,
        SortedMap<String, String> annotations) {
    public static PodIdentity of(Pod pod) {
        return new PodIdentity(
                pod.meta().uid(),
                pod.meta().namespace(),
                pod.meta().name(),
                pod.spec().hostNetwork(),
                pod.meta().annotations());
    }
}
