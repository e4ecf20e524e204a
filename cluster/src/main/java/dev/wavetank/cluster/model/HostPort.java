package dev.wavetank.cluster.model;

import java.util.ArrayList;
import java.util.List;

/// A port of the node itself that a pod occupies.
///
/// @param address the node's address it is bound to; `0.0.0.0` is each of them
/// @param protocol `TCP`, `UDP` or `SCTP`
/// @param port 1 to 65535
public record HostPort(String address, String protocol, int port) {
    private static final String EVERYWHERE = "0.0.0.0";

    public HostPort {
        address = address.isEmpty() ? EVERYWHERE : address;
        protocol = protocol.isEmpty() ? "TCP" : protocol;
    }

    /// {@return the host ports of a pod's containers and sidecars, in their order}
    public static List<HostPort> of(Pod pod) {
        var found = new ArrayList<HostPort>();
        for (var container : pod.spec().containers()) {
            add(found, container);
        }
        for (var container : pod.spec().initContainers()) {
            if ("Always".equals(container.restartPolicy())) {
                add(found, container);
            }
        }
        return found.isEmpty() ? List.of() : List.copyOf(found);
    }

    private static void add(List<HostPort> found, Container container) {
        for (var port : container.ports()) {
            Long number =
                    port.rest().get("hostPort") instanceof Json.Num json ? json.whole() : null;
            if (number != null && number > 0) {
                found.add(
                        new HostPort(
                                port.rest().text("hostIP"), port.protocol(), number.intValue()));
            }
        }
    }

    /// {@return whether both cannot be on one node}
    public boolean conflicts(HostPort other) {
        return port == other.port
                && protocol.equals(other.protocol)
                && (address.equals(other.address)
                        || address.equals(EVERYWHERE)
                        || other.address.equals(EVERYWHERE));
    }

    @Override
    public String toString() {
        return protocol + " " + address + ":" + port;
    }
}
