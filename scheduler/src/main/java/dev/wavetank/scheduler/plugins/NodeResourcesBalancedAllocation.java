package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;

import org.jspecify.annotations.Nullable;

/// Prefers nodes on which CPU and memory would be taken to the same degree, so that neither lies
/// idle because the other is used up. Says nothing of pods that ask for neither, which would all go
/// to the same node (kubernetes/kubernetes issue 129138).
public final class NodeResourcesBalancedAllocation implements ScorePlugin {
    @Override
    public String name() {
        return "NodeResourcesBalancedAllocation";
    }

    @Override
    public @Nullable Scorer scorer(Pod pod, Demand demand, NodeTable nodes) {
        if (demand.bestEffort()) {
            return null;
        }
        long cpu = demand.amount(Demand.CPU);
        long memory = demand.amount(Demand.MEMORY);
        return row -> {
            long hasCpu = nodes.allocatable(NodeTable.CPU, row);
            long hasMemory = nodes.allocatable(NodeTable.MEMORY, row);
            if (hasCpu == 0 || hasMemory == 0) {
                return Scale.MAX;
            }
            double deviation =
                    Math.abs(
                                    degree(nodes.requested(NodeTable.CPU, row) + cpu, hasCpu)
                                            - degree(
                                                    nodes.requested(NodeTable.MEMORY, row) + memory,
                                                    hasMemory))
                            / 2;
            return (long) ((1 - deviation) * Scale.MAX);
        };
    }

    private static double degree(long taken, long has) {
        return Math.min(1, (double) taken / has);
    }
}
