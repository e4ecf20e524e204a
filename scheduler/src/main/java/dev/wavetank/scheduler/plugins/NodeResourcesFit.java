package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;

import java.util.ArrayList;
import java.util.List;

/// Requests must fit into what the node's other pods leave of its allocatable amounts; and the more
/// is left, the better (upstream's LeastAllocated strategy, CPU and memory weighing the same).
public final class NodeResourcesFit implements FilterPlugin, ScorePlugin {
    @Override
    public String name() {
        return "NodeResourcesFit";
    }

    @Override
    public Filter of(Pod pod, Demand demand, NodeTable nodes) {
        return new Fit(demand, nodes);
    }

    private final class Fit implements Filter {
        private final NodeTable nodes;
        private final String[] resources;
        private final int[] columns;
        private final long[] amounts;

        Fit(Demand demand, NodeTable nodes) {
            this.nodes = nodes;
            this.resources = demand.amounts().keySet().toArray(String[]::new);
            this.columns = new int[resources.length];
            this.amounts = new long[resources.length];
            for (int i = 0; i < resources.length; i++) {
                columns[i] = nodes.column(resources[i]);
                amounts[i] = demand.amount(resources[i]);
            }
        }

        @Override
        public boolean passes(int row) {
            for (int i = 0; i < columns.length; i++) {
                if (amounts[i] > free(i, row)) {
                    return false;
                }
            }
            return true;
        }

        private long free(int i, int row) {
            return nodes.allocatable(columns[i], row) - nodes.requested(columns[i], row);
        }

        @Override
        public boolean lasting(int row) {
            for (int i = 0; i < columns.length; i++) {
                if (amounts[i] > nodes.allocatable(columns[i], row)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long pattern(int row) {
            long bits = 0;
            for (int i = 0; i < columns.length; i++) {
                if (amounts[i] > nodes.allocatable(columns[i], row)) {
                    bits |= 3L << (2 * i);
                } else if (amounts[i] > free(i, row)) {
                    bits |= 1L << (2 * i);
                }
            }
            return bits;
        }

        @Override
        public int width() {
            return 2 * columns.length;
        }

        @Override
        public List<Refusal> refusals(int row) {
            var found = new ArrayList<Refusal>(2);
            for (int i = 0; i < columns.length; i++) {
                if (amounts[i] > free(i, row)) {
                    found.add(refusal(i, row));
                }
            }
            return found;
        }

        private Refusal refusal(int i, int row) {
            String resource = resources[i];
            long has = nodes.allocatable(columns[i], row);
            boolean pods = resource.equals(Demand.PODS);
            return new Refusal(
                    name(),
                    pods ? "Too many pods" : "Insufficient " + resource,
                    nodes.name(row),
                    pods
                            ? "room for 1 more pod"
                            : resource + " requested " + Demand.written(resource, amounts[i]),
                    pods
                            ? nodes.requested(columns[i], row) + " of " + has + " there"
                            : "free " + Demand.written(resource, free(i, row)),
                    amounts[i] > has);
        }
    }

    @Override
    public Scorer scorer(Pod pod, Demand demand, NodeTable nodes) {
        long cpu = demand.scoredCpu();
        long memory = demand.scoredMemory();
        return row -> {
            long hasCpu = nodes.allocatable(NodeTable.CPU, row);
            long hasMemory = nodes.allocatable(NodeTable.MEMORY, row);
            long sum =
                    share(hasCpu, nodes.scoredCpu(row) + cpu)
                            + share(hasMemory, nodes.scoredMemory(row) + memory);
            int weights = (hasCpu == 0 ? 0 : 1) + (hasMemory == 0 ? 0 : 1);
            return weights == 0 ? 0 : sum / weights;
        };
    }

    /// {@return how much is left of what a node has, from 0 to 100}
    private static long share(long has, long taken) {
        return has == 0 || taken > has ? 0 : (has - taken) * Scale.MAX / has;
    }

    @Override
    public boolean concerns(Change change) {
        return Freed.by(change) || FilterPlugin.super.concerns(change);
    }

    @Override
    public boolean mayHelp(Pod refused, Change change) {
        if (!(change.after() instanceof Node after)) {
            return Freed.by(change);
        }
        if (change.before() instanceof Node before
                && before.status().allocatable().equals(after.status().allocatable())) {
            return false;
        }
        for (var wanted : Demand.of(refused).amounts().entrySet()) {
            var has = after.status().allocatable().get(wanted.getKey());
            if (has == null || Demand.count(wanted.getKey(), has) < wanted.getValue()) {
                return false;
            }
        }
        return true;
    }
}
