package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.node.runtime.PodIdentity;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Which containers a fault hits: those of some pods on some nodes, or a share of them. Live: asked
/// for each container when it comes.
///
/// @param nodes their names
/// @param millionths how many in a million are hit
record Targets(ActiveFault fault, List<String> nodes, Predicate<PodIdentity> pods, int millionths) {

    /// {@return whether this pod on this node is meant}
    boolean means(String node, PodIdentity pod) {
        return nodes.contains(node) && pods.test(pod);
    }

    /// {@return whether this one is drawn}
    boolean draws(String target) {
        return fault.chance.hits(target, millionths);
    }

    /// {@return the pods that the selector means, whenever they are born}
    static Predicate<PodIdentity> live(PodChoice choice, Stage stage) {
        return identity -> {
            var pod = stage.state().table(Pod.KIND).get(identity.namespace(), identity.name());
            return pod != null
                    && pod.meta().uid().equals(identity.uid())
                    && choice.means(pod, stage.state());
        };
    }

    /// {@return just these pods}
    static Predicate<PodIdentity> just(List<Pod> pods) {
        var uids = new TreeSet<String>();
        pods.forEach(pod -> uids.add(pod.meta().uid()));
        return identity -> uids.contains(identity.uid());
    }
}
