package dev.wavetank.node.docker;

import dev.wavetank.node.runtime.PodIdentity;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The labels of what Wavetank makes on an engine. Those of pods are the kubelet's, which tools
/// know.
final class Labels {
    static final String CLUSTER = "dev.wavetank.cluster";
    static final String NODE = "dev.wavetank.node";
    static final String POD_UID = "io.kubernetes.pod.uid";
    static final String POD_NAMESPACE = "io.kubernetes.pod.namespace";
    static final String POD_NAME = "io.kubernetes.pod.name";
    static final String CONTAINER = "io.kubernetes.container.name";

    /// The attempt of a container, or of a sandbox.
    static final String ATTEMPT = "dev.wavetank.attempt";

    /// The attempt of the sandbox that a container runs in.
    static final String SANDBOX = "dev.wavetank.sandbox";

    /// Whether a pod has its node's network.
    static final String HOST_NETWORK = "dev.wavetank.host-network";

    private Labels() {}

    static SortedMap<String, String> pod(Owner owner, PodIdentity pod) {
        var labels = new TreeMap<String, String>();
        labels.put(CLUSTER, owner.cluster());
        labels.put(NODE, owner.node());
        labels.put(POD_UID, pod.uid());
        labels.put(POD_NAMESPACE, pod.namespace());
        labels.put(POD_NAME, pod.name());
        labels.put(HOST_NETWORK, Boolean.toString(pod.hostNetwork()));
        return labels;
    }

    static SortedMap<String, String> sandbox(Owner owner, PodIdentity pod, int attempt) {
        var labels = pod(owner, pod);
        labels.put(ATTEMPT, Integer.toString(attempt));
        return labels;
    }

    static SortedMap<String, String> container(
            Owner owner, PodIdentity pod, String name, int attempt, int sandbox) {
        var labels = pod(owner, pod);
        labels.put(CONTAINER, name);
        labels.put(ATTEMPT, Integer.toString(attempt));
        labels.put(SANDBOX, Integer.toString(sandbox));
        return labels;
    }

    /// {@return the pod that these are the labels of; its annotations are not among them}
    static PodIdentity identity(Map<String, String> labels) {
        return new PodIdentity(
                labels.getOrDefault(POD_UID, ""),
                labels.getOrDefault(POD_NAMESPACE, ""),
                labels.getOrDefault(POD_NAME, ""),
                "true".equals(labels.get(HOST_NETWORK)),
                Collections.emptySortedMap());
    }

    static int number(Map<String, String> labels, String name) {
        try {
            return Integer.parseInt(labels.getOrDefault(name, "0"));
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }
}
