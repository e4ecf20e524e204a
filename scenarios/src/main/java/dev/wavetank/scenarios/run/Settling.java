package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.scenarios.invariants.Backends;
import dev.wavetank.scenarios.sight.Sight;

import java.util.ArrayList;
import java.util.List;

/// Says whether the cluster has come to what is wanted, and if not, what is missing.
final class Settling {
    /// Chosen: who reads a list reads no more than this.
    private static final int REASONS_MAX = 10;

    private Settling() {}

    /// {@return what is not as it is wanted, one sentence each; empty when all is}
    static List<String> missing(Sight sight) {
        var missing = new ArrayList<String>();
        nodes(sight, missing);
        workloads(sight, missing);
        pods(sight, missing);
        services(sight, missing);
        containers(sight, missing);
        for (var namespace : sight.state().table(Namespace.KIND).all()) {
            if (namespace.deleting()) {
                add(missing, "namespace " + namespace.meta().name() + " is still being deleted");
            }
        }
        return missing;
    }

    /// {@return which workloads have not what they want, one sentence each}
    static List<String> lacking(Sight sight) {
        var missing = new ArrayList<String>();
        workloads(sight, missing);
        return missing;
    }

    private static void workloads(Sight sight, List<String> missing) {
        deployments(sight, missing);
        replicaSets(sight, missing);
    }

    private static void add(List<String> missing, String sentence) {
        if (missing.size() < REASONS_MAX) {
            missing.add(sentence);
        }
    }

    private static void nodes(Sight sight, List<String> missing) {
        for (var node : sight.state().table(Node.KIND).all()) {
            String name = node.meta().name();
            if (sight.off().contains(name) == node.ready()) {
                add(
                        missing,
                        node.ready()
                                ? name + " has no power and is still Ready"
                                : name + " is not Ready");
            }
        }
    }

    private static void deployments(Sight sight, List<String> missing) {
        for (var deployment : sight.state().table(Deployment.KIND).all()) {
            var status = deployment.status();
            int wanted = deployment.spec().count();
            if (status.observedGeneration() != deployment.meta().generation()) {
                add(missing, deployment.ref() + " has a change that its controller has not seen");
            } else if (status.availableReplicas() != wanted
                    || status.updatedReplicas() != wanted
                    || status.replicas() != wanted) {
                add(
                        missing,
                        "%s wants %d pods; %d are there, %d of its newest version, %d available"
                                .formatted(
                                        deployment.ref(),
                                        wanted,
                                        status.replicas(),
                                        status.updatedReplicas(),
                                        status.availableReplicas()));
            }
        }
    }

    private static void replicaSets(Sight sight, List<String> missing) {
        for (var set : sight.state().table(ReplicaSet.KIND).all()) {
            if (set.meta().controller() == null
                    && set.status().availableReplicas() != set.spec().count()) {
                add(
                        missing,
                        "%s wants %d pods; %d are available"
                                .formatted(
                                        set.ref(),
                                        set.spec().count(),
                                        set.status().availableReplicas()));
            }
        }
    }

    /// All that is ready has to be reached.
    private static void services(Sight sight, List<String> missing) {
        for (var service : sight.state().table(Service.KIND).all()) {
            var pod = Backends.missing(service, sight.state());
            if (pod != null) {
                add(missing, service.ref() + " does not lead to " + pod.ref() + ", which is Ready");
            }
        }
    }

    /// What runs has to be wanted: a pod that is gone, or has ended, leaves nothing behind.
    private static void containers(Sight sight, List<String> missing) {
        sight.containers()
                .forEach((node, has) -> {
                    for (var running : has.pods().values()) {
                        var id = running.pod();
                        var pod = sight.state().table(Pod.KIND).get(id.namespace(), id.name());
                        boolean wanted =
                                pod != null && pod.meta().uid().equals(id.uid()) && !pod.finished();
                        if (!wanted
                                && running.containers().stream()
                                        .anyMatch(ObservedContainer::running)) {
                            add(
                                    missing,
                                    "containers of the pod %s/%s, which is over, still run on %s"
                                            .formatted(id.namespace(), id.name(), node));
                        }
                    }
                });
    }

    /// A pod on a node without power cannot end: nobody is there to say that it has.
    private static void pods(Sight sight, List<String> missing) {
        for (var pod : sight.state().table(Pod.KIND).all()) {
            if (sight.off().contains(pod.spec().nodeName())) {
                continue;
            }
            if (pod.deleting()) {
                add(missing, pod.ref() + " is still being deleted");
            } else if (pod.meta().controller() == null && !pod.finished() && !pod.ready()) {
                add(missing, pod.ref() + " is not Ready");
            }
        }
    }
}
