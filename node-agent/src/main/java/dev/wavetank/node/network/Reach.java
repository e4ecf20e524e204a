package dev.wavetank.node.network;

import dev.wavetank.cluster.model.Pod;

import java.util.List;

/// Where a name or address and a port lead.
public sealed interface Reach {
    /// To a port of one of these pods, each as good as the other; never empty.
    ///
    /// @param ip the address that the client sees
    record Pods(String ip, List<Target> targets) implements Reach {
        public Pods {
            targets = List.copyOf(targets);
        }
    }

    /// A pod's port.
    record Target(Pod pod, int port) {}

    /// The name is unknown.
    record NoName() implements Reach {}

    /// The address says no: a service without ready endpoints.
    record Nobody(String ip) implements Reach {}

    /// No one says anything: nobody has the address, or the service not this port.
    record Silence() implements Reach {}
}
