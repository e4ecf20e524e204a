package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Probe;

/// What the kubelet would say of an app that does not listen.
final class ProbeFailure {
    private ProbeFailure() {}

    static String message(Probe probe, Container container, String ip) {
        var handler = probe.rest();
        if (handler.has("httpGet")) {
            var get = handler.object("httpGet");
            String scheme = get.text("scheme").equals("HTTPS") ? "https" : "http";
            String host = get.text("host").isEmpty() ? ip : get.text("host");
            String address = host + ":" + port(get, container);
            String path =
                    get.text("path").startsWith("/") ? get.text("path") : "/" + get.text("path");
            return "Get \"" + scheme + "://" + address + path + "\": " + refused(address);
        } else if (handler.has("tcpSocket")) {
            return refused(ip + ":" + port(handler.object("tcpSocket"), container));
        } else if (handler.has("grpc")) {
            int seconds = Math.max(1, probe.timeoutSeconds());
            return "timeout: failed to connect service \""
                    + ip
                    + ":"
                    + port(handler.object("grpc"), container)
                    + "\" within "
                    + seconds
                    + "s: context deadline exceeded";
        }
        return "";
    }

    private static String refused(String address) {
        return "dial tcp " + address + ": connect: connection refused";
    }

    private static String port(Json.Obj handler, Container container) {
        Json port = handler.get("port");
        if (port instanceof Json.Text name) {
            for (var each : container.ports()) {
                if (each.name().equals(name.value())) {
                    return Integer.toString(each.containerPort());
                }
            }
            return name.value();
        }
        return port == null ? "" : port.toString();
    }
}
