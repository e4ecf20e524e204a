package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.model.ServicePort;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.MapPSet;

/// The cluster addresses and node ports that services hold: immutable, derived from the services
/// alone, so it falls back with the state when a commit fails.
///
/// A free one is searched from a place that follows from the service's name, so the same service
/// gets the same address again. As upstream does, the lower part of each range is left to users who
/// choose by themselves until the rest is used up (KEP-3070, KEP-3668).
public record Addresses(MapPSet<String> clusterIPs, MapPSet<Integer> nodePorts) {
    public static final Addresses NONE = new Addresses(HashTreePSet.empty(), HashTreePSet.empty());

    /// kube-apiserver's `--service-cluster-ip-range` as kubeadm sets it: 10.96.0.0/16 is the part
    /// of 10.96.0.0/12 that Wavetank uses.
    private static final int RANGE = 0x0a600000;

    static final String RANGE_TEXT = "10.96.0.0/16";

    /// The first address of the range, which upstream keeps for the API server's own service.
    public static final String FIRST = "10.96.0.1";

    private static final int RANGE_SIZE = 1 << 16;

    /// min(max(16, size / 16), 256) of KEP-3070.
    private static final int RANGE_STATIC = 256;

    private static final int PORT_FIRST = 30000;
    private static final int PORTS = 2768;

    /// min(max(16, size / 32), 128) of KEP-3668.
    private static final int PORTS_STATIC = 86;

    public static Addresses of(ClusterState state) {
        var addresses = NONE;
        for (var service : state.table(Service.KIND).all()) {
            addresses = addresses.with(service);
        }
        return addresses;
    }

    /// {@return what is taken after this change}
    public Addresses after(Change change) {
        if (!change.kind().equals(Service.KIND)) {
            return this;
        }
        var without = change.before() instanceof Service before ? without(before) : this;
        return change.after() instanceof Service after ? without.with(after) : without;
    }

    private Addresses with(Service service) {
        var ips = clusterIPs;
        for (var ip : service.spec().clusterIPs()) {
            ips = ips.plus(ip);
        }
        var ports = nodePorts;
        for (var port : service.spec().ports()) {
            ports = port.nodePort() == 0 ? ports : ports.plus(port.nodePort());
        }
        return new Addresses(ips, ports);
    }

    private Addresses without(Service service) {
        var ips = clusterIPs;
        for (var ip : service.spec().clusterIPs()) {
            ips = ips.minus(ip);
        }
        var ports = nodePorts;
        for (ServicePort port : service.spec().ports()) {
            ports = ports.minus(port.nodePort());
        }
        return new Addresses(ips, ports);
    }

    /// {@return these without those that the object holds, if it is a service}
    public Addresses besides(@Nullable Resource object) {
        return object instanceof Service service ? without(service) : this;
    }

    Addresses withNodePort(int port) {
        return new Addresses(clusterIPs, nodePorts.plus(port));
    }

    /// {@return a free cluster address, or "" when the range is used up}
    String freeClusterIP(String seed) {
        // The first address names the network and the last one is its broadcast address.
        String found = freeIP(seed, RANGE_STATIC + 1, RANGE_SIZE - 2);
        return found.isEmpty() ? freeIP(seed, 1, RANGE_STATIC) : found;
    }

    private String freeIP(String seed, int first, int last) {
        int size = last - first + 1;
        int start = Math.floorMod(seed.hashCode(), size);
        for (int i = 0; i < size; i++) {
            String ip = text(RANGE + first + (start + i) % size);
            if (!clusterIPs.contains(ip)) {
                return ip;
            }
        }
        return "";
    }

    private static String text(int ip) {
        return (ip >>> 24) + "." + (ip >>> 16 & 255) + "." + (ip >>> 8 & 255) + "." + (ip & 255);
    }

    /// {@return whether an address lies in the range that services have}
    static boolean inRange(String ip) {
        String[] parts = ip.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals("10") || !parts[1].equals("96")) {
            return false;
        }
        return isByte(parts[2]) && isByte(parts[3]);
    }

    private static boolean isByte(String text) {
        return !text.isEmpty()
                && text.length() <= 3
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) <= 255;
    }

    /// {@return a free node port, or 0 when the range is used up}
    int freeNodePort(String seed) {
        int found = freePort(seed, PORTS_STATIC, PORTS - PORTS_STATIC);
        return found == 0 ? freePort(seed, 0, PORTS_STATIC) : found;
    }

    private int freePort(String seed, int first, int size) {
        int start = Math.floorMod(seed.hashCode(), size);
        for (int i = 0; i < size; i++) {
            int port = PORT_FIRST + first + (start + i) % size;
            if (!nodePorts.contains(port)) {
                return port;
            }
        }
        return 0;
    }

    static boolean isNodePort(int port) {
        return port >= PORT_FIRST && port < PORT_FIRST + PORTS;
    }
}
