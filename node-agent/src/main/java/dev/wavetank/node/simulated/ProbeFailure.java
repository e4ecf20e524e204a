package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Probe;

/// What the kubelet would say of an app that does not listen, or listens and does not answer.
final class ProbeFailure {
    private static final String LATE = "context deadline exceeded";

    private ProbeFailure() {}

    static String message(Probe probe, Container container, String ip, boolean hung) {
        var handler = probe.rest();
        if (handler.has("httpGet")) {
            var get = handler.object("httpGet");
            String scheme = get.text("scheme").equals("HTTPS") ? "https" : "http";
            String host = get.text("host").isEmpty() ? ip : get.text("host");
            String address = host + ":" + port(get, container);
            String path =
                    get.text("path").startsWith("/") ? get.text("path") : "/" + get.text("path");
            return "Get \""
                    + scheme
                    + "://"
                    + address
                    + path
                    + "\": "
                    + (hung
                            ? LATE + " (Client.Timeout exceeded while awaiting headers)"
                            : refused(address));
        } else if (handler.has("tcpSocket")) {
            String address = ip + ":" + port(handler.object("tcpSocket"), container);
            return hung ? "dial tcp " + address + ": i/o timeout" : refused(address);
        } else if (handler.has("grpc")) {
            int seconds = Math.max(1, probe.timeoutSeconds());
            if (hung) {
                return "timeout: health rpc did not complete within " + seconds + "s";
            }
            return "timeout: failed to connect service \""
                    + ip
                    + ":"
                    + port(handler.object("grpc"), container)
                    + "\" within "
                    + seconds
                    + "s: "
                    + LATE;
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
