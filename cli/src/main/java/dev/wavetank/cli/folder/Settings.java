package dev.wavetank.cli.folder;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.tank.Blueprint;
import dev.wavetank.tank.Blueprint.Machine;
import dev.wavetank.tank.RuntimeKind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a cluster is started with.
///
/// @param machines its machines, at least one
/// @param speed how many seconds pass in it in a real one
/// @param port of HTTPS on the loopback; 0 for any free one
/// @param kubeconfig the file that has its context; "" for the one kubectl uses
public record Settings(List<Machine> machines, int speed, int port, String kubeconfig) {
    /// What `up` starts when it is told nothing.
    public static final Settings DEFAULT =
            new Settings(equal(3, Quantity.of("4"), Quantity.of("8Gi")), 1, 0, "");

    public Settings {
        machines = List.copyOf(machines);
    }

    /// {@return this many equal machines: `node-1`, `node-2`, ...}
    public static List<Machine> equal(int nodes, Quantity cpu, Quantity memory) {
        return Blueprint.of(nodes, cpu, memory, Duration.ZERO).nodes();
    }

    /// {@return the settings in a text that [#text()] wrote}
    static Settings read(String text) {
        if (!(JsonText.read(text) instanceof Json.Obj json)) {
            throw new Malformed("not a JSON object");
        }
        List<Machine> machines =
                json.has("machines")
                        ? json.array("machines").stream().map(MachineJson::read).toList()
                        : equal(
                                        number(json, "nodes"),
                                        Quantity.of(json.text("nodeCpu")),
                                        Quantity.of(json.text("nodeMemory")))
                                .stream()
                                .map(each -> each.with(MachineJson.runtime(json.text("runtime"))))
                                .toList();
        return new Settings(
                machines, number(json, "speed"), number(json, "port"), json.text("kubeconfig"));
    }

    private static int number(Json.Obj json, String name) {
        Long whole = json.get(name) instanceof Json.Num number ? number.whole() : null;
        if (whole != null) {
            return Math.toIntExact(whole);
        }
        throw new Malformed(name + ": a number is needed");
    }

    /// Equal machines are written as one, so that the file of a big cluster stays short.
    String text() {
        var json = Json.Obj.builder();
        if (uniform()) {
            json.put("nodes", nodes())
                    .put("nodeCpu", first().cpu().text())
                    .put("nodeMemory", first().memory().text())
                    .put("runtime", first().runtime().word());
        } else {
            json.put(
                    "machines",
                    new Json.Arr(machines.stream().<Json>map(MachineJson::write).toList()));
        }
        json.put("speed", speed).put("port", port).put("kubeconfig", kubeconfig);
        return JsonText.pretty(json.build()) + "\n";
    }

    /// {@return how many nodes there are}
    public int nodes() {
        return machines.size();
    }

    /// {@return the machine that others are made like}
    public Machine first() {
        return machines.getFirst();
    }

    /// {@return whether all machines are as `up --nodes` makes them}
    public boolean uniform() {
        return machines.equals(
                equal(nodes(), first().cpu(), first().memory()).stream()
                        .map(each -> each.with(first().runtime()))
                        .toList());
    }

    /// {@return whether any machine has real containers}
    public boolean real() {
        return machines.stream().anyMatch(each -> each.runtime() == RuntimeKind.DOCKER);
    }

    /// {@return these settings with this runtime on all machines}
    public Settings with(RuntimeKind runtime) {
        return new Settings(
                machines.stream().map(each -> each.with(runtime)).toList(),
                speed,
                port,
                kubeconfig);
    }

    /// {@return these settings with the port on which the server listens}
    public Settings withPort(int listening) {
        return new Settings(machines, speed, listening, kubeconfig);
    }

    /// {@return these settings with one more machine}
    public Settings with(Machine added) {
        var more = new ArrayList<>(machines);
        more.add(added);
        return new Settings(more, speed, port, kubeconfig);
    }

    /// {@return these settings without a machine}
    public Settings without(String node) {
        return new Settings(
                machines.stream().filter(each -> !each.name().equals(node)).toList(),
                speed,
                port,
                kubeconfig);
    }

    /// {@return `3 nodes of 4 CPU and 8Gi`}
    public String describe() {
        boolean alike =
                machines.stream()
                        .allMatch(each ->
                                each.cpu().equals(first().cpu())
                                        && each.memory().equals(first().memory()));
        String sizes =
                alike
                        ? " of " + first().cpu().text() + " CPU and " + first().memory().text()
                        : " with "
                                + sum(machines.stream().map(Machine::cpu).toList())
                                + " CPU and "
                                + sum(machines.stream().map(Machine::memory).toList())
                                + " in all";
        return nodes()
                + (nodes() == 1 ? " node" : " nodes")
                + sizes
                + (real() ? ", with Docker containers" : "")
                + (speed == 1 ? "" : ", clock at " + speed + "x");
    }

    private static String sum(List<Quantity> amounts) {
        return amounts.stream().reduce(Quantity::plus).orElseThrow().text();
    }
}
