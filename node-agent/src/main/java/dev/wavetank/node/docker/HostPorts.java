package dev.wavetank.node.docker;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;

import dev.wavetank.cluster.model.ContainerPort;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The ports of a pod that the host lends it. Where a pod names no address, on the loopback only:
/// what runs on a laptop is not for its neighbours.
final class HostPorts {
    private static final String LOOPBACK = "127.0.0.1";

    private HostPorts() {}

    static List<PortBinding> of(Pod pod) {
        var bindings = new ArrayList<PortBinding>();
        if (!pod.spec().hostNetwork()) {
            Stream.concat(
                            pod.spec().containers().stream(),
                            pod.spec().initContainers().stream()
                                    .filter(each -> "Always".equals(each.restartPolicy())))
                    .flatMap(each -> each.ports().stream())
                    .forEach(port -> add(bindings, port));
        }
        return List.copyOf(bindings);
    }

    private static void add(List<PortBinding> bindings, ContainerPort port) {
        Long number = port.rest().get("hostPort") instanceof Json.Num json ? json.whole() : null;
        if (number != null && number > 0) {
            String address = port.rest().text("hostIP");
            String protocol = port.protocol().isEmpty() ? "TCP" : port.protocol();
            bindings.add(
                    new PortBinding(
                            Ports.Binding.bindIpAndPort(
                                    address.isEmpty() ? LOOPBACK : address, number.intValue()),
                            new ExposedPort(
                                    port.containerPort(),
                                    InternetProtocol.parse(protocol.toLowerCase(Locale.ROOT)))));
        }
    }
}
