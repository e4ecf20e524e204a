package dev.wavetank.tank;

import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Taint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a cluster is made of.
///
/// @param nodes its machines
/// @param crossing how long a message takes from one component to another: 1 ms in virtual time,
///   zero where real time passes by itself
/// @param rootCertificate the API server's authority in PEM; "" without TLS
/// @param controlPlanes how many instances there are of the scheduler and of the controller
///   manager; one needs no leader, of several one leads
/// @param real where machines with real containers have them
public record Blueprint(
        List<Machine> nodes,
        Duration crossing,
        String rootCertificate,
        int controlPlanes,
        RealContainers real) {
    /// Chosen: a round trip of 2 ms is what a control plane on one machine takes.
    public static final Duration VIRTUAL_CROSSING = Duration.ofMillis(1);

    public Blueprint {
        nodes = List.copyOf(nodes);
        if (controlPlanes < 1) {
            throw new IllegalArgumentException(
                    "controlPlanes: " + controlPlanes + "; at least 1 is needed");
        }
    }

    /// A cluster with one control plane.
    public Blueprint(List<Machine> nodes, Duration crossing, String rootCertificate) {
        this(nodes, crossing, rootCertificate, 1, RealContainers.none());
    }

    public Blueprint withRootCertificate(String pem) {
        return new Blueprint(nodes, crossing, pem, controlPlanes, real);
    }

    public Blueprint withControlPlanes(int instances) {
        return new Blueprint(nodes, crossing, rootCertificate, instances, real);
    }

    public Blueprint withRealContainers(RealContainers where) {
        return new Blueprint(nodes, crossing, rootCertificate, controlPlanes, where);
    }

    /// A machine.
    ///
    /// @param number counted from 1, other than those of all others: addresses follow from it
    /// @param labels beside those that every node has
    /// @param taints with which its Node is registered
    /// @param runtime what runs its containers
    public record Machine(
            String name,
            int number,
            Quantity cpu,
            Quantity memory,
            SortedMap<String, String> labels,
            List<Taint> taints,
            RuntimeKind runtime) {
        /// The label that says where a machine stands.
        public static final String ZONE = "topology.kubernetes.io/zone";

        public Machine {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
            taints = List.copyOf(taints);
        }

        /// A simulated machine.
        public Machine(
                String name,
                int number,
                Quantity cpu,
                Quantity memory,
                SortedMap<String, String> labels,
                List<Taint> taints) {
            this(name, number, cpu, memory, labels, taints, RuntimeKind.SIMULATED);
        }

        public Machine with(RuntimeKind other) {
            return new Machine(name, number, cpu, memory, labels, taints, other);
        }

        /// A simulated machine in a zone.
        ///
        /// @param zone "" for none
        public static Machine in(
                String zone, String name, int number, Quantity cpu, Quantity memory) {
            var labels = new TreeMap<String, String>();
            if (!zone.isEmpty()) {
                labels.put(ZONE, zone);
            }
            return new Machine(name, number, cpu, memory, labels, List.of());
        }
    }

    /// {@return a cluster of equal nodes called `node-1`, `node-2`, ...}
    public static Blueprint of(int nodes, Quantity cpu, Quantity memory, Duration crossing) {
        var machines = new ArrayList<Machine>();
        for (int i = 1; i <= nodes; i++) {
            machines.add(Machine.in("", "node-" + i, i, cpu, memory));
        }
        return new Blueprint(machines, crossing, "");
    }
}
