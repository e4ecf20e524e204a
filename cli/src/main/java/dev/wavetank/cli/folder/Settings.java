package dev.wavetank.cli.folder;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Quantity;

/// What a cluster is started with.
///
/// @param nodes how many simulated nodes it has, at least 1
/// @param nodeCpu what each offers, in cores
/// @param nodeMemory what each offers, in bytes
/// @param speed how many seconds pass in it in a real one
/// @param port of HTTPS on the loopback; 0 for any free one
/// @param kubeconfig the file that has its context; "" for the one kubectl uses
public record Settings(
        int nodes, Quantity nodeCpu, Quantity nodeMemory, int speed, int port, String kubeconfig) {
    /// What `up` starts when it is told nothing.
    public static final Settings DEFAULT =
            new Settings(3, Quantity.of("4"), Quantity.of("8Gi"), 1, 0, "");

    /// {@return the settings in a text that [#text()] wrote}
    static Settings read(String text) {
        if (!(JsonText.read(text) instanceof Json.Obj json)) {
            throw new Malformed("not a JSON object");
        }
        return new Settings(
                number(json, "nodes"),
                Quantity.of(json.text("nodeCpu")),
                Quantity.of(json.text("nodeMemory")),
                number(json, "speed"),
                number(json, "port"),
                json.text("kubeconfig"));
    }

    private static int number(Json.Obj json, String name) {
        Long whole = json.get(name) instanceof Json.Num number ? number.whole() : null;
        if (whole != null) {
            return Math.toIntExact(whole);
        }
        throw new Malformed(name + ": a number is needed");
    }

    String text() {
        return JsonText.pretty(
                        Json.Obj.builder()
                                .put("nodes", nodes)
                                .put("nodeCpu", nodeCpu.text())
                                .put("nodeMemory", nodeMemory.text())
                                .put("speed", speed)
                                .put("port", port)
                                .put("kubeconfig", kubeconfig)
                                .build())
                + "\n";
    }

    /// {@return these settings with the port on which the server listens}
    public Settings withPort(int listening) {
        return new Settings(nodes, nodeCpu, nodeMemory, speed, listening, kubeconfig);
    }

    /// {@return `3 nodes of 4 CPU and 8Gi`}
    public String describe() {
        return nodes
                + (nodes == 1 ? " node" : " nodes")
                + " of "
                + nodeCpu.text()
                + " CPU and "
                + nodeMemory.text()
                + (speed == 1 ? "" : ", clock at " + speed + "x");
    }
}
