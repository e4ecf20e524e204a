package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank node stop`: the plug of a machine is pulled.
@Command(
        name = "node stop",
        description = {
            "Switches simulated machines off. It is a power cut: the cluster is told nothing and",
            "finds out by itself. After 50 s without a sign of life the node is NotReady; its pods",
            "are replaced elsewhere 300 s later."
        },
        footer = {
            "%nExamples:",
            "  wavetank node stop node-2",
            "  wavetank get nodes -w                see it being noticed"
        })
public final class NodeStopCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Parameters(arity = "1..*", paramLabel = "NODE", description = "the nodes' names")
    List<String> nodes = new ArrayList<>();

    public NodeStopCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = cluster.open()) {
            return new NodePower(terminal, api).each(nodes, "stop");
        }
    }
}
