package dev.wavetank.tank;

import dev.wavetank.cluster.model.Quantity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a cluster is made of.
///
/// @param nodes its simulated machines
/// @param crossing how long a message takes from one component to another: 1 ms in virtual time,
///   zero where real time passes by itself
/// @param rootCertificate the API server's authority in PEM; "" without TLS
/// @param controlPlanes how many instances there are of the scheduler and of the controller
///   manager; one needs no leader, of several one leads
public record Blueprint(
        List<Machine> nodes, Duration crossing, String rootCertificate, int controlPlanes) {
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
        this(nodes, crossing, rootCertificate, 1);
    }

    public Blueprint withRootCertificate(String pem) {
        return new Blueprint(nodes, crossing, pem, controlPlanes);
    }

    public Blueprint withControlPlanes(int instances) {
        return new Blueprint(nodes, crossing, rootCertificate, instances);
    }

    /// A simulated machine.
    ///
    /// @param zone the label `topology.kubernetes.io/zone`; "" is none
    public record Machine(String name, Quantity cpu, Quantity memory, String zone) {}

    /// {@return a cluster of equal nodes called `node-1`, `node-2`, ...}
    public static Blueprint of(int nodes, Quantity cpu, Quantity memory, Duration crossing) {
        var machines = new ArrayList<Machine>();
        for (int i = 1; i <= nodes; i++) {
            machines.add(new Machine("node-" + i, cpu, memory, ""));
        }
        return new Blueprint(machines, crossing, "");
    }
}
