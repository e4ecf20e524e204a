package dev.wavetank.cli.nodes;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// `wavetank cordon`: no new pods on a node.
@Command(
        name = "cordon",
        description = "Keeps new pods from nodes; those that run there stay.",
        footer = {"%nExamples:", "  wavetank cordon node-1", "  wavetank cordon -l zone=a"})
public final class CordonCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final NodeChoice choice;

    public CordonCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new NodeChoice(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = choice.open()) {
            var nodes = choice.find(api);
            var cordon = new Cordon(terminal, api);
            nodes.each(node -> cordon.set(node, true));
            return nodes.report(terminal);
        }
    }
}
