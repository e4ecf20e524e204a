package dev.wavetank.scenarios.plan;

import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.scenarios.format.Says;
import dev.wavetank.tank.Blueprint;

import java.util.ArrayList;
import java.util.List;

/// The cluster a scenario plays in.
@Says("the cluster: so many equal nodes, spread evenly over the zones")
public record ClusterPlan(
        @Says(value = "how many nodes", otherwise = "3") int nodes,
        @Says(value = "the CPU of each", otherwise = "4") Quantity cpu,
        @Says(value = "the memory of each", otherwise = "8Gi") Quantity memory,
        @Says("the zones, such as [a, b, c]; node-1 is in the first, node-2 in the second, ...")
                List<String> zones,
        @Says(
                        value =
                                "how many schedulers and controller managers; with more than one,"
                                        + " the leader is elected by a Lease",
                        otherwise = "1")
                int controlPlanes) {
    public ClusterPlan {
        zones = List.copyOf(zones);
    }

    /// {@return the names of its nodes}
    public List<String> names() {
        return blueprint().nodes().stream().map(Blueprint.Machine::name).toList();
    }

    /// {@return this as a tank is built from it, in virtual time}
    public Blueprint blueprint() {
        var machines = new ArrayList<Blueprint.Machine>();
        for (int i = 1; i <= nodes; i++) {
            String zone = zones.isEmpty() ? "" : zones.get((i - 1) % zones.size());
            machines.add(Blueprint.Machine.in(zone, "node-" + i, i, cpu, memory));
        }
        return new Blueprint(machines, Blueprint.VIRTUAL_CROSSING, "")
                .withControlPlanes(controlPlanes);
    }
}
