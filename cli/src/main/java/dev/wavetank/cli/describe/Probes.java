package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Numbers;
import dev.wavetank.cluster.model.Json;

import java.util.Locale;

/// The probes of a container, a line each.
final class Probes {
    private Probes() {}

    static void add(Sheet sheet, Json.Obj container) {
        add(sheet, "Liveness", container.object("livenessProbe"));
        add(sheet, "Readiness", container.object("readinessProbe"));
        add(sheet, "Startup", container.object("startupProbe"));
    }

    private static void add(Sheet sheet, String label, Json.Obj probe) {
        if (!probe.isEmpty()) {
            sheet.row(
                    2,
                    label,
                    action(probe)
                            + " delay="
                            + Numbers.of(probe, "initialDelaySeconds", 0)
                            + "s timeout="
                            + Numbers.of(probe, "timeoutSeconds", 0)
                            + "s period="
                            + Numbers.of(probe, "periodSeconds", 0)
                            + "s #success="
                            + Numbers.of(probe, "successThreshold", 0)
                            + " #failure="
                            + Numbers.of(probe, "failureThreshold", 0));
        }
    }

    private static String action(Json.Obj probe) {
        if (probe.has("exec")) {
            return "exec ["
                    + String.join(" ", Facts.texts(probe.object("exec").array("command")))
                    + "]";
        } else if (probe.has("httpGet")) {
            Json.Obj get = probe.object("httpGet");
            return "http-get "
                    + get.text("scheme").toLowerCase(Locale.ROOT)
                    + "://"
                    + get.text("host")
                    + ":"
                    + Facts.text(get, "port")
                    + get.text("path");
        } else if (probe.has("tcpSocket")) {
            Json.Obj socket = probe.object("tcpSocket");
            return "tcp-socket " + socket.text("host") + ":" + Facts.text(socket, "port");
        } else if (probe.has("grpc")) {
            Json.Obj grpc = probe.object("grpc");
            return "grpc <pod>:" + Facts.text(grpc, "port") + " " + grpc.text("service");
        }
        return "unknown";
    }
}
