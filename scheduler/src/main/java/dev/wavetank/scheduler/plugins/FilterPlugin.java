package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;

import org.jspecify.annotations.Nullable;

import java.util.SortedSet;

/// Decides which nodes can take a pod.
public interface FilterPlugin {
    /// {@return upstream's name}
    String name();

    /// {@return what it asks of nodes for this pod, or null when any node will do}
    @Nullable Filter of(Pod pod, Demand demand, NodeTable nodes);

    /// {@return the names of the only nodes worth a look, or null when all are}
    default @Nullable SortedSet<String> only(Pod pod) {
        return null;
    }

    /// {@return whether a change can be of interest to any pod that it refused: those are then
    /// asked one by one by [#mayHelp]}
    default boolean concerns(Change change) {
        return change.after() instanceof Node after
                && !(change.before() instanceof Node before && alike(before, after));
    }

    /// {@return whether two states of a node are the same to the scheduler: most of what changes of
    /// it are heartbeats}
    static boolean alike(Node one, Node other) {
        return one.spec().equals(other.spec())
                && one.meta().labels().equals(other.meta().labels())
                && one.status().allocatable().equals(other.status().allocatable());
    }

    /// {@return whether a change of a node or a pod could make it accept a pod that it refused}
    ///
    /// Upstream's queueing hint: a wrong yes costs one attempt, a wrong no makes the pod wait until
    /// the five-minute flush.
    boolean mayHelp(Pod refused, Change change);
}
