package dev.wavetank.tank;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.ClusterState;

/// A web application: a Deployment with a Service, and what must be true of it.
final class Web {
    private Web() {}

    /// {@return its manifests}
    ///
    /// @param replicas how many pods, each of a tenth of a core
    /// @param version of the image
    static String manifests(int replicas, int version) {
        return manifests("web", replicas, version);
    }

    static String manifests(String name, int replicas, int version) {
        return """
        apiVersion: v1
        kind: Service
        metadata: {name: %1$s}
        spec:
          selector: {app: %1$s}
          ports: [{port: 80}]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          replicas: %2$d
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              containers:
                - name: web
                  image: web:%3$d
                  resources: {requests: {cpu: 100m, memory: 16Mi}}
                  readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 10}
                  livenessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 10}
        """
                .formatted(name, replicas, version);
    }

    /// {@return whether exactly so many pods of this version are there, all ready, on nodes that
    /// are, and all of them behind the Service}
    static boolean runs(ClusterState state, int replicas, int version) {
        var deployment = state.table(Deployment.KIND).get("default", "web");
        return deployment != null
                && deployment.status().observedGeneration() == deployment.meta().generation()
                && deployment.status().availableReplicas() == replicas
                && deployment.status().updatedReplicas() == replicas
                && deployment.status().replicas() == replicas
                && state.table(Pod.KIND).size() == replicas
                && state.table(Pod.KIND).all().stream().allMatch(pod -> serves(state, pod, version))
                && endpoints(state) == replicas;
    }

    private static boolean serves(ClusterState state, Pod pod, int version) {
        var node = state.table(Node.KIND).get("", pod.spec().nodeName());
        return pod.ready()
                && !pod.deleting()
                && node != null
                && node.ready()
                && pod.spec().containers().getFirst().image().equals("web:" + version);
    }

    private static long endpoints(ClusterState state) {
        return state.table(EndpointSlice.KIND).all().stream()
                .flatMap(slice -> slice.endpoints().stream())
                .filter(endpoint -> Boolean.TRUE.equals(endpoint.conditions().ready()))
                .count();
    }

    /// {@return whether nothing of it is left}
    static boolean isGone(ClusterState state) {
        return state.table(Deployment.KIND).size()
                        + state.table(ReplicaSet.KIND).size()
                        + state.table(Pod.KIND).size()
                        + endpoints(state)
                == 0;
    }
}
