package dev.wavetank.cli.demo;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.ClusterState;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// What is not as it was asked for: read from the cluster's state alone.
final class Health {
    private Health() {}

    /// {@return everything that is wrong, in words; empty when all is well}
    ///
    /// @param nodes how many there are to be
    /// @param images the images that each Deployment shall run, by its name
    static List<String> problems(
            ClusterState state, int nodes, SortedMap<String, List<String>> images) {
        var problems = new ArrayList<String>();
        nodes(state, nodes, problems);
        images.forEach((name, wanted) -> deployment(state, name, wanted, problems));
        pods(state, problems);
        endpoints(state, problems);
        return problems;
    }

    private static void nodes(ClusterState state, int wanted, List<String> problems) {
        var all = state.table(Node.KIND);
        if (all.size() != wanted) {
            problems.add(all.size() + " nodes are registered, not " + wanted);
        }
        for (var node : all.all()) {
            if (!node.ready()) {
                problems.add("node/" + node.meta().name() + " is not Ready");
            }
            if (!node.spec().taints().isEmpty()) {
                problems.add("node/" + node.meta().name() + " still has taints");
            }
        }
    }

    private static void deployment(
            ClusterState state, String name, List<String> images, List<String> problems) {
        var deployment = state.table(Deployment.KIND).get("default", name);
        if (deployment == null) {
            problems.add("deployment/" + name + " does not exist");
            return;
        }
        int wanted = deployment.spec().count();
        var status = deployment.status();
        if (!images(deployment.spec().template().spec().containers()).equals(images)) {
            problems.add("deployment/" + name + " does not ask for " + images);
        }
        if (status.observedGeneration() != deployment.meta().generation()
                || status.updatedReplicas() != wanted
                || status.availableReplicas() != wanted
                || status.replicas() != wanted) {
            problems.add(
                    "deployment/"
                            + name
                            + ": wanted "
                            + wanted
                            + ", updated "
                            + status.updatedReplicas()
                            + ", available "
                            + status.availableReplicas()
                            + ", in all "
                            + status.replicas());
        }
        int right = 0;
        for (var set : state.table(ReplicaSet.KIND).ownedBy(deployment.meta().uid())) {
            for (var pod : state.table(Pod.KIND).ownedBy(set.meta().uid())) {
                boolean alive = pod.ready() && !pod.deleting();
                right += alive && images(pod.spec().containers()).equals(images) ? 1 : 0;
            }
        }
        if (right != wanted) {
            problems.add(
                    "deployment/" + name + ": " + right + " of " + wanted + " pods run " + images);
        }
    }

    private static List<String> images(List<Container> containers) {
        return containers.stream().map(Container::image).toList();
    }

    private static void pods(ClusterState state, List<String> problems) {
        for (var pod : state.table(Pod.KIND).all()) {
            String name = "pod/" + pod.meta().name();
            if (pod.spec().nodeName().isEmpty()) {
                problems.add(name + " has no node");
            } else if (pod.deleting()) {
                problems.add(name + " is still being deleted");
            } else if (!pod.ready()) {
                problems.add(name + " is not ready");
            }
        }
    }

    private static void endpoints(ClusterState state, List<String> problems) {
        for (var slice : state.table(EndpointSlice.KIND).all()) {
            int ready = 0;
            for (var endpoint : slice.endpoints()) {
                var target = endpoint.targetRef();
                var pod =
                        target == null
                                ? null
                                : state.table(Pod.KIND)
                                        .get(slice.meta().namespace(), target.name());
                boolean serves = Boolean.TRUE.equals(endpoint.conditions().ready());
                ready += serves ? 1 : 0;
                if (serves && (pod == null || !pod.ready() || pod.deleting())) {
                    problems.add(
                            "endpointslice/"
                                    + slice.meta().name()
                                    + " sends traffic to "
                                    + endpoint.addresses()
                                    + ", where no pod is ready");
                }
            }
            if (ready == 0) {
                problems.add("endpointslice/" + slice.meta().name() + " leads nowhere");
            }
        }
    }
}
