package dev.wavetank.scheduler;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;
import dev.wavetank.scheduler.nodes.Priorities;
import dev.wavetank.scheduler.queue.Pending;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// The pods for which others were evicted from a node, `status.nominatedNodeName`, and which wait
/// for these to end. What they need there is kept free of pods of lower priority.
///
/// A mutable projection of the pods as they are.
final class Nominations {
    private final Pending pending;
    private final TreeMap<Key, Pod> pods = new TreeMap<>();

    Nominations(Pending pending) {
        this.pending = pending;
    }

    /// {@return the node where a pod hopes for a place; "" for none}
    static String node(Pod pod) {
        return pod.status().rest().text("nominatedNodeName");
    }

    /// {@return the pod hoping for a place on a node; on none when that is ""}
    static Pod nominated(Pod pod, String node) {
        var rest = pod.status().rest();
        return pod.withStatus(
                pod.status()
                        .withRest(
                                node.isEmpty()
                                        ? rest.without("nominatedNodeName")
                                        : rest.with("nominatedNodeName", node)));
    }

    void apply(Change change) {
        if (change.object() instanceof Pod pod) {
            if (change.after() instanceof Pod after
                    && pending.concerns(after)
                    && !node(after).isEmpty()) {
                pods.put(pod.key(), after);
            } else {
                pods.remove(pod.key());
            }
        }
    }

    Collection<Pod> all() {
        return pods.values();
    }

    /// What is kept free for others while one pod looks for a node; to be given back.
    record Reserved(NodeTable nodes, List<Integer> rows, List<Pod> pods) {
        void giveBack() {
            for (int i = 0; i < rows.size(); i++) {
                nodes.add(rows.get(i), pods.get(i), Demand.of(pods.get(i)), -1);
            }
        }
    }

    /// Takes from the nodes what is kept for other pods, of the same priority or a higher one.
    static Reserved reserve(Collection<Pod> nominated, Pod pod, NodeTable nodes) {
        var rows = new ArrayList<Integer>();
        var pods = new ArrayList<Pod>();
        for (var other : nominated) {
            int row = nodes.rowOf(node(other));
            if (row >= 0
                    && Priorities.of(other) >= Priorities.of(pod)
                    && !other.meta().uid().equals(pod.meta().uid())) {
                nodes.add(row, other, Demand.of(other), 1);
                rows.add(row);
                pods.add(other);
            }
        }
        return new Reserved(nodes, rows, pods);
    }
}
