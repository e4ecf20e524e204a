package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.MachineJson;
import dev.wavetank.cli.folder.Settings;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.tank.Blueprint.Machine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// `wavetank node add`: one more machine in a cluster that runs.
@Command(
        name = "node add",
        description = {
            "Adds a simulated machine to a cluster that runs. It boots and registers itself; pods",
            "that wait for room come to it. It stays when the cluster is stopped and started."
        },
        footer = {
            "%nExamples:",
            "  wavetank node add                          like the first node, with the next"
                    + " number",
            "  wavetank node add big --cpu 32 --memory 128Gi",
            "  wavetank node add gpu-1 --label gpu=yes --zone b"
        })
public final class NodeAddCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Parameters(arity = "0..1", paramLabel = "NODE", description = "its name (the next number)")
    String name = "";

    @Option(names = "--cpu", paramLabel = "CORES", description = "what it offers: 4, 500m")
    String cpu = "";

    @Option(names = "--memory", paramLabel = "BYTES", description = "what it offers: 8Gi, 512Mi")
    String memory = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "where it stands: the label topology.kubernetes.io/zone")
    String zone = "";

    @Option(names = "--label", paramLabel = "NAME=VALUE", description = "a label of its Node")
    SortedMap<String, String> labels = new TreeMap<>();

    public NodeAddCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        Settings settings = cluster.folder().settings();
        Machine like = (settings == null ? Settings.DEFAULT : settings).first();
        var all = new TreeMap<>(labels);
        if (!zone.isEmpty()) {
            all.put(Machine.ZONE, zone);
        }
        var machine =
                new Machine(
                        name,
                        1,
                        amount("--cpu", cpu, like.cpu()),
                        amount("--memory", memory, like.memory()),
                        all,
                        List.of(),
                        like.runtime());
        try (ApiClient api = cluster.open()) {
            terminal.line(api.post(NodePower.ADD, MachineJson.write(machine)).text("message"));
            return 0;
        } catch (Refused refused) {
            throw refused.failure("see the nodes: wavetank get nodes");
        }
    }

    private static Quantity amount(String option, String given, Quantity otherwise) {
        try {
            return given.isEmpty() ? otherwise : Quantity.of(given);
        } catch (Malformed notOne) {
            throw Failure.usage(
                    option + " \"" + given + "\" is no amount", "write it as 4, 500m or 8Gi");
        }
    }
}
