package dev.wavetank.controllers.endpoints;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Endpoint;
import dev.wavetank.cluster.model.EndpointConditions;
import dev.wavetank.cluster.model.EndpointPort;
import dev.wavetank.cluster.model.IntOrString;
import dev.wavetank.cluster.model.Ip;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.ObjectReference;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.model.ServicePort;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What one pod contributes to a service: its address, its conditions, its ports.
final class Addresses {
    private Addresses() {}

    /// {@return whether the pod has or may have traffic: it has an address and has not ended}
    static boolean counts(Pod pod) {
        return !pod.finished()
                && !(pod.status().podIP().isEmpty() && pod.status().podIPs().isEmpty());
    }

    /// {@return the pod's addresses of a family}
    ///
    /// @param type `IPv4` or `IPv6`
    static List<String> of(Pod pod, String type) {
        var ips =
                pod.status().podIPs().isEmpty()
                        ? List.of(new Ip(pod.status().podIP()))
                        : pod.status().podIPs();
        return ips.stream()
                .map(Ip::ip)
                .filter(ip -> (ip.indexOf(':') >= 0) == type.equals("IPv6"))
                .limit(1)
                .toList();
    }

    static Endpoint endpoint(
            Service service, Pod pod, @Nullable Node node, List<String> addresses) {
        boolean serving = pod.ready();
        boolean terminating = pod.deleting();
        boolean ready = service.spec().publishNotReadyAddresses() || (serving && !terminating);
        String zone = node == null ? "" : node.meta().label("topology.kubernetes.io/zone");
        String nodeName = pod.spec().nodeName();
        return new Endpoint(
                addresses,
                new EndpointConditions(ready, serving, terminating),
                new ObjectReference(
                        Pod.KIND.name(),
                        pod.meta().namespace(),
                        pod.meta().name(),
                        pod.meta().uid(),
                        "",
                        "",
                        ""),
                nodeName.isEmpty() ? null : nodeName,
                zone.isEmpty() ? null : zone,
                hostname(service, pod));
    }

    /// A pod in a service's own subdomain is known to the cluster's DNS by its hostname.
    private static Json.Obj hostname(Service service, Pod pod) {
        String hostname = pod.spec().rest().text("hostname");
        return !hostname.isEmpty()
                        && pod.spec().rest().text("subdomain").equals(service.meta().name())
                ? Json.Obj.of("hostname", new Json.Text(hostname))
                : Json.Obj.EMPTY;
    }

    /// {@return the service's ports as this pod has them; one whose name the pod lacks is left out}
    static List<EndpointPort> ports(Service service, Pod pod) {
        var ports = new ArrayList<EndpointPort>();
        for (var port : service.spec().ports()) {
            Integer number = number(port, pod);
            if (number != null) {
                ports.add(
                        new EndpointPort(
                                port.name(),
                                protocol(port.protocol()),
                                number,
                                port.appProtocol()));
            }
        }
        return List.copyOf(ports);
    }

    private static @Nullable Integer number(ServicePort port, Pod pod) {
        IntOrString target = port.targetPort();
        if (target == null || (target.number() != null && target.number() == 0)) {
            return port.port();
        }
        if (target.number() != null) {
            return target.number();
        }
        Integer found = named(pod.spec().containers(), target.text(), port, false);
        return found != null
                ? found
                : named(pod.spec().initContainers(), target.text(), port, true);
    }

    private static @Nullable Integer named(
            List<Container> containers, String name, ServicePort port, boolean sidecarsOnly) {
        for (var container : containers) {
            if (sidecarsOnly && !"Always".equals(container.restartPolicy())) {
                continue;
            }
            for (var candidate : container.ports()) {
                if (candidate.name().equals(name)
                        && protocol(candidate.protocol()).equals(protocol(port.protocol()))) {
                    return candidate.containerPort();
                }
            }
        }
        return null;
    }

    private static String protocol(String protocol) {
        return protocol.isEmpty() ? "TCP" : protocol;
    }
}
