package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.ServicePort;
import dev.wavetank.cluster.model.ServiceSpec;

import java.util.ArrayList;
import java.util.List;

/// Gives services their addresses and ports, and keeps those that they have.
final class ServiceAddresses {
    private static final String NONE = "None";

    private ServiceAddresses() {}

    /// {@return the spec with the addresses and ports that its type has}
    static ServiceSpec give(Meta meta, ServiceSpec spec, Admission admission) {
        if (spec.type().equals("ExternalName")) {
            return spec;
        }
        String ip = clusterIP(meta, spec, admission);
        var ips = spec.clusterIPs().size() > 1 || ip.isEmpty() ? spec.clusterIPs() : List.of(ip);
        var ports = usesNodePorts(spec) ? nodePorts(meta, spec.ports(), admission) : spec.ports();
        return with(spec, ip, ips, ports, rest(spec, ip));
    }

    private static Json.Obj rest(ServiceSpec spec, String ip) {
        var rest = spec.rest();
        if (!rest.has("ipFamilies")) {
            rest = rest.with("ipFamilies", new Json.Arr(List.of(new Json.Text("IPv4"))));
        }
        if (!rest.has("ipFamilyPolicy")) {
            rest = rest.with("ipFamilyPolicy", "SingleStack");
        }
        if (!rest.has("internalTrafficPolicy") && !ip.isEmpty()) {
            rest = rest.with("internalTrafficPolicy", "Cluster");
        }
        if (isNodePort(spec) && !rest.has("externalTrafficPolicy")) {
            rest = rest.with("externalTrafficPolicy", "Cluster");
        }
        if (spec.type().equals("LoadBalancer") && !rest.has("allocateLoadBalancerNodePorts")) {
            rest = rest.with("allocateLoadBalancerNodePorts", new Json.Bool(true));
        }
        return rest;
    }

    private static String clusterIP(Meta meta, ServiceSpec spec, Admission admission) {
        String wanted =
                spec.clusterIP().isEmpty() && !spec.clusterIPs().isEmpty()
                        ? spec.clusterIPs().getFirst()
                        : spec.clusterIP();
        if (!spec.clusterIPs().isEmpty() && !spec.clusterIPs().getFirst().equals(wanted)) {
            admission
                    .problems()
                    .invalid(
                            "spec.clusterIPs[0]",
                            spec.clusterIPs().getFirst(),
                            "first value must match `clusterIP`");
            return wanted;
        }
        if (wanted.equals(NONE)) {
            return NONE;
        } else if (wanted.isEmpty()) {
            String given =
                    admission.addresses().freeClusterIP(meta.namespace() + "/" + meta.name());
            if (given.isEmpty()) {
                refuse(wanted, "range is full", admission);
            }
            return given;
        } else if (!Addresses.inRange(wanted)) {
            refuse(
                    wanted,
                    "the provided IP ("
                            + wanted
                            + ") is not in the valid range. The range of valid IPs is "
                            + Addresses.RANGE_TEXT,
                    admission);
        } else if (admission.addresses().clusterIPs().contains(wanted)) {
            refuse(wanted, "provided IP is already allocated", admission);
        }
        return wanted;
    }

    private static void refuse(String ip, String why, Admission admission) {
        admission
                .problems()
                .invalid(
                        "spec.clusterIPs",
                        new Json.Arr(List.of(new Json.Text(ip))),
                        "failed to allocate IP " + ip + ": " + why);
    }

    private static boolean isNodePort(ServiceSpec spec) {
        return spec.type().equals("NodePort") || spec.type().equals("LoadBalancer");
    }

    private static boolean usesNodePorts(ServiceSpec spec) {
        return spec.type().equals("NodePort")
                || (spec.type().equals("LoadBalancer")
                        && !new Json.Bool(false)
                                .equals(spec.rest().get("allocateLoadBalancerNodePorts")));
    }

    private static List<ServicePort> nodePorts(
            Meta meta, List<ServicePort> ports, Admission admission) {
        var given = new ArrayList<ServicePort>();
        var addresses = admission.addresses();
        int index = 0;
        for (var port : ports) {
            int number = port.nodePort();
            String field = "spec.ports[" + index++ + "].nodePort";
            if (number == 0) {
                number =
                        addresses.freeNodePort(
                                meta.namespace() + "/" + meta.name() + ":" + port.port());
                if (number == 0) {
                    admission.problems().invalid(field, 0, "range is full");
                }
            } else if (!Addresses.isNodePort(number)) {
                admission
                        .problems()
                        .invalid(
                                field,
                                number,
                                "provided port is not in the valid range. The range of valid ports"
                                        + " is 30000-32767");
            } else if (admission.addresses().nodePorts().contains(number)) {
                admission.problems().invalid(field, number, "provided port is already allocated");
            }
            addresses = addresses.withNodePort(number);
            given.add(with(port, number));
        }
        return given;
    }

    /// {@return what was sent, with the addresses and ports that it has and does not name}
    static ServiceSpec keep(ServiceSpec stored, ServiceSpec sent) {
        if (sent.type().equals("ExternalName")) {
            return stored.type().equals(sent.type()) ? sent : withoutAddress(stored, sent);
        }
        boolean had = !stored.type().equals("ExternalName");
        boolean unnamed = sent.clusterIP().isEmpty() && sent.clusterIPs().isEmpty();
        boolean same = sent.clusterIP().equals(stored.clusterIP());
        String ip = had && unnamed ? stored.clusterIP() : sent.clusterIP();
        var ips =
                had && (unnamed || (same && sent.clusterIPs().isEmpty()))
                        ? stored.clusterIPs()
                        : sent.clusterIPs();
        var ports = new ArrayList<ServicePort>();
        for (var port : sent.ports()) {
            ports.add(with(port, kept(port, stored, usesNodePorts(sent))));
        }
        return with(sent, ip, ips, ports, kept(stored, sent));
    }

    /// Families follow the address, so they stay as they are when they are not named.
    private static Json.Obj kept(ServiceSpec stored, ServiceSpec sent) {
        var rest = sent.rest();
        for (var field : List.of("ipFamilies", "ipFamilyPolicy")) {
            var before = stored.rest().get(field);
            rest = rest.has(field) || before == null ? rest : rest.with(field, before);
        }
        return rest;
    }

    private static ServiceSpec withoutAddress(ServiceSpec stored, ServiceSpec sent) {
        boolean own = !sent.clusterIP().equals(stored.clusterIP());
        var ports =
                sent.ports().stream().map(port -> with(port, kept(port, stored, false))).toList();
        return with(
                sent,
                own ? sent.clusterIP() : "",
                own ? sent.clusterIPs() : List.of(),
                ports,
                sent.rest()
                        .without("ipFamilies")
                        .without("ipFamilyPolicy")
                        .without("internalTrafficPolicy")
                        .without("externalTrafficPolicy")
                        .without("allocateLoadBalancerNodePorts"));
    }

    /// A port that is named again keeps its node port; a type without node ports loses those that
    /// it had before, but not one that was asked for now.
    private static int kept(ServicePort port, ServiceSpec stored, boolean wanted) {
        for (var before : stored.ports()) {
            boolean same =
                    before.port() == port.port() && before.protocol().equals(port.protocol());
            if (wanted && same && port.nodePort() == 0) {
                return before.nodePort();
            } else if (!wanted && same && port.nodePort() == before.nodePort()) {
                return 0;
            }
        }
        return port.nodePort();
    }

    private static ServicePort with(ServicePort port, int nodePort) {
        return port.nodePort() == nodePort
                ? port
                : new ServicePort(
                        port.name(),
                        port.protocol(),
                        port.appProtocol(),
                        port.port(),
                        port.targetPort(),
                        nodePort,
                        port.rest());
    }

    private static ServiceSpec with(
            ServiceSpec spec, String ip, List<String> ips, List<ServicePort> ports, Json.Obj rest) {
        return new ServiceSpec(
                spec.type().isEmpty() ? "ClusterIP" : spec.type(),
                ip,
                ips,
                ports,
                spec.selector(),
                spec.externalName(),
                spec.publishNotReadyAddresses(),
                spec.loadBalancerClass(),
                rest);
    }
}
