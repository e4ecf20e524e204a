package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Taint;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Keeps pods off cordoned nodes, unless they tolerate the taint that stands for it.
public final class NodeUnschedulable implements FilterPlugin {
    private static final Taint CORDONED =
            new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule", null, Json.Obj.EMPTY);

    @Override
    public String name() {
        return "NodeUnschedulable";
    }

    @Override
    public @Nullable Filter of(Pod pod, Demand demand, NodeTable nodes) {
        return tolerated(pod) ? null : new Open(nodes);
    }

    private static boolean tolerated(Pod pod) {
        for (var toleration : pod.spec().tolerations()) {
            if (toleration.bears(CORDONED)) {
                return true;
            }
        }
        return false;
    }

    private final class Open implements Filter {
        private final NodeTable nodes;

        Open(NodeTable nodes) {
            this.nodes = nodes;
        }

        @Override
        public boolean passes(int row) {
            return !nodes.cordoned(row);
        }

        @Override
        public List<Refusal> refusals(int row) {
            return passes(row)
                    ? List.of()
                    : List.of(
                            new Refusal(
                                    name(),
                                    "node(s) were unschedulable",
                                    nodes.name(row),
                                    "a node that takes new pods",
                                    "spec.unschedulable is true: it is cordoned",
                                    true));
        }
    }

    @Override
    public boolean mayHelp(Pod refused, Change change) {
        return change.after() instanceof Node after
                && !after.spec().unschedulable()
                && (!(change.before() instanceof Node before) || before.spec().unschedulable());
    }
}
