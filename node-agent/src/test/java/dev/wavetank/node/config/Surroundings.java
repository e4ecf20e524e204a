package dev.wavetank.node.config;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

import java.util.List;

/// Objects around a pod, from YAML.
final class Surroundings {
    private static final List<Kind<?>> KINDS =
            List.of(
                    Pod.KIND,
                    Service.KIND,
                    Node.KIND,
                    Kind.generic("", "v1", "ConfigMap", "configmaps", true),
                    Kind.generic("", "v1", "Secret", "secrets", true));

    private Surroundings() {}

    static ClusterState cluster(String manifests) {
        var cluster = ClusterState.EMPTY;
        for (Json each : Yaml.readAll(manifests)) {
            cluster =
                    cluster.apply(
                            new Change(cluster.revision() + 1, null, read((Json.Obj) each)), "");
        }
        return cluster;
    }

    private static Resource read(Json.Obj tree) {
        for (var kind : KINDS) {
            if (kind.name().equals(tree.text("kind"))) {
                return kind.read(tree);
            }
        }
        throw new IllegalArgumentException("no kind " + tree.text("kind"));
    }

    /// {@return a pod of the namespace `shop` on node `node-9` whose container `main` has these
    /// fields}
    ///
    /// @param spec more fields of the pod's spec
    static Pod pod(String container, String spec) {
        String yaml =
                """
                metadata:
                  name: web-1
                  namespace: shop
                  uid: u-1
                  labels: {app: web, tier: front}
                  annotations: {note: 'say "hi"'}
                spec:
                  nodeName: node-9
                  serviceAccountName: runner
                  %s
                  containers:
                  - name: main
                    image: i
                    %s
                status:
                  podIP: 10.0.0.7
                  podIPs: [{ip: 10.0.0.7}, {ip: 'fd00::7'}]
                  hostIP: 172.18.0.2
                """
                        .formatted(
                                spec.strip().indent(2).strip(),
                                container.strip().indent(4).strip());
        return Pod.KIND.read((Json.Obj) Yaml.read(yaml));
    }
}
