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

/// `wavetank node start`: a machine boots.
@Command(
        name = "node start",
        description =
                "Switches simulated machines on: they boot, and their containers start again.",
        footer = {
            "%nExamples:",
            "  wavetank node start node-2",
            "  wavetank get pods -o wide -w         see its containers start again"
        })
public final class NodeStartCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Parameters(arity = "1..*", paramLabel = "NODE", description = "the nodes' names")
    List<String> nodes = new ArrayList<>();

    public NodeStartCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = cluster.open()) {
            return new NodePower(terminal, api).each(nodes, "start");
        }
    }
}
