package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A pod that names its node goes nowhere else. Matters only when a bound pod is explained: the
/// scheduler leaves such pods alone.
public final class NodeName implements FilterPlugin {
    @Override
    public String name() {
        return "NodeName";
    }

    @Override
    public @Nullable Filter of(Pod pod, Demand demand, NodeTable nodes) {
        String wanted = pod.spec().nodeName();
        return wanted.isEmpty() ? null : new Named(wanted, nodes);
    }

    private final class Named implements Filter {
        private final String wanted;
        private final NodeTable nodes;

        Named(String wanted, NodeTable nodes) {
            this.wanted = wanted;
            this.nodes = nodes;
        }

        @Override
        public boolean passes(int row) {
            return nodes.name(row).equals(wanted);
        }

        @Override
        public List<Refusal> refusals(int row) {
            return passes(row)
                    ? List.of()
                    : List.of(
                            new Refusal(
                                    name(),
                                    "node(s) didn't match the requested node name",
                                    nodes.name(row),
                                    "spec.nodeName is " + wanted,
                                    "this is another node",
                                    true));
        }
    }

    @Override
    public boolean mayHelp(Pod refused, Change change) {
        return change.created()
                && change.object() instanceof Node node
                && node.meta().name().equals(refused.spec().nodeName());
    }
}
