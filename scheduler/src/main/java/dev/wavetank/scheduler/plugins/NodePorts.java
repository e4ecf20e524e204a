package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.HostPort;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Two pods cannot have the same port of one node.
public final class NodePorts implements FilterPlugin {
    @Override
    public String name() {
        return "NodePorts";
    }

    @Override
    public @Nullable Filter of(Pod pod, Demand demand, NodeTable nodes) {
        return demand.ports().isEmpty() ? null : new Free(demand.ports(), nodes);
    }

    private static @Nullable HostPort taken(List<HostPort> wanted, List<HostPort> used) {
        for (var port : wanted) {
            for (var other : used) {
                if (port.conflicts(other)) {
                    return port;
                }
            }
        }
        return null;
    }

    private final class Free implements Filter {
        private final List<HostPort> wanted;
        private final NodeTable nodes;

        Free(List<HostPort> wanted, NodeTable nodes) {
            this.wanted = wanted;
            this.nodes = nodes;
        }

        @Override
        public boolean passes(int row) {
            return taken(wanted, nodes.ports(row)) == null;
        }

        @Override
        public boolean lasting(int row) {
            return false;
        }

        @Override
        public List<Refusal> refusals(int row) {
            if (passes(row)) {
                return List.of();
            }
            var taken = new ArrayList<String>();
            for (var port : wanted) {
                if (taken(List.of(port), nodes.ports(row)) != null) {
                    taken.add(port.toString());
                }
            }
            return List.of(
                    new Refusal(
                            name(),
                            "node(s) didn't have free ports for the requested pod ports",
                            nodes.name(row),
                            "host ports " + wanted,
                            "taken: " + String.join(", ", taken),
                            false));
        }
    }

    @Override
    public boolean concerns(Change change) {
        return Freed.by(change) || FilterPlugin.super.concerns(change);
    }

    @Override
    public boolean mayHelp(Pod refused, Change change) {
        if (change.object() instanceof Node) {
            return change.created();
        }
        return Freed.by(change)
                && change.before() instanceof Pod gone
                && taken(Demand.of(refused).ports(), Demand.of(gone).ports()) != null;
    }
}
