package dev.wavetank.cli.clusterfile;

import dev.wavetank.scenarios.format.Says;
import dev.wavetank.tank.Blueprint.Machine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A cluster as its file has it.
///
/// @param name null for the one that the command names
@Says("a cluster")
public record ClusterPlan(
        @Says("the cluster's name; default, if absent") @Nullable String name,
        @Says(value = "how many seconds pass in it in a real one, 1 to 100", otherwise = "1")
                int speed,
        @Says(value = "of the HTTPS API on 127.0.0.1; 0 is any free one", otherwise = "0") int port,
        @Says("its nodes, in groups of equal ones") List<NodeGroup> nodes) {
    public ClusterPlan {
        nodes = List.copyOf(nodes);
    }

    /// {@return its machines, numbered in the order of the file}
    public List<Machine> machines() {
        var machines = new ArrayList<Machine>();
        for (NodeGroup group : nodes) {
            for (int i = 0; i < group.count(); i++) {
                machines.add(group.machine(i, machines.size() + 1));
            }
        }
        return machines;
    }
}
