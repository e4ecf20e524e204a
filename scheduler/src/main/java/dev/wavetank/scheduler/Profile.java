package dev.wavetank.scheduler;

import dev.wavetank.scheduler.plugins.FilterPlugin;
import dev.wavetank.scheduler.plugins.ImageLocality;
import dev.wavetank.scheduler.plugins.InterPodAffinity;
import dev.wavetank.scheduler.plugins.NodeAffinity;
import dev.wavetank.scheduler.plugins.NodeName;
import dev.wavetank.scheduler.plugins.NodePorts;
import dev.wavetank.scheduler.plugins.NodeResourcesBalancedAllocation;
import dev.wavetank.scheduler.plugins.NodeResourcesFit;
import dev.wavetank.scheduler.plugins.NodeUnschedulable;
import dev.wavetank.scheduler.plugins.PodTopologySpread;
import dev.wavetank.scheduler.plugins.ScorePlugin;
import dev.wavetank.scheduler.plugins.TaintToleration;

import java.util.List;

/// By which rules pods are scheduled.
///
/// @param schedulerName the pods whose `spec.schedulerName` is this are scheduled by it
/// @param filters in the order in which a node is asked; events name the first that refuses
/// @param percentageOfNodesToScore after so many percent of the nodes can take the pod no more are
///   looked for; 0 chooses by the size of the cluster, as upstream does
public record Profile(
        String schedulerName,
        List<FilterPlugin> filters,
        List<Weighted> scores,
        int percentageOfNodesToScore) {
    /// Upstream's default profile, as far as its plugins exist here.
    public static final Profile DEFAULT = ofDefaults();

    /// Upstream's minFeasibleNodesToFind: fewer nodes than these are all looked at.
    private static final int MIN_TO_FIND = 100;

    /// Upstream's minFeasibleNodesPercentageToFind.
    private static final int MIN_PERCENTAGE = 5;

    /// A plugin and how much its score counts.
    public record Weighted(ScorePlugin plugin, int weight) {}

    public Profile {
        filters = List.copyOf(filters);
        scores = List.copyOf(scores);
        if (percentageOfNodesToScore < 0 || percentageOfNodesToScore > 100) {
            throw new IllegalArgumentException(
                    "percentageOfNodesToScore: found "
                            + percentageOfNodesToScore
                            + ", allowed 0 to 100");
        }
    }

    private static Profile ofDefaults() {
        var fit = new NodeResourcesFit();
        var taints = new TaintToleration();
        var affinity = new NodeAffinity();
        var spread = new PodTopologySpread();
        var near = new InterPodAffinity();
        return new Profile(
                "default-scheduler",
                List.of(
                        new NodeUnschedulable(),
                        new NodeName(),
                        taints,
                        affinity,
                        new NodePorts(),
                        fit,
                        spread,
                        near),
                List.of(
                        new Weighted(taints, 3),
                        new Weighted(affinity, 2),
                        new Weighted(spread, 2),
                        new Weighted(near, 2),
                        new Weighted(fit, 1),
                        new Weighted(new NodeResourcesBalancedAllocation(), 1),
                        new Weighted(new ImageLocality(), 1)),
                0);
    }

    /// {@return how many nodes that can take the pod are enough, in a cluster of this size}
    int nodesToFind(int nodes) {
        if (nodes < MIN_TO_FIND) {
            return nodes;
        }
        int percentage =
                percentageOfNodesToScore != 0
                        ? percentageOfNodesToScore
                        : Math.max(MIN_PERCENTAGE, 50 - nodes / 125);
        return Math.max(MIN_TO_FIND, (int) ((long) nodes * percentage / 100));
    }
}
