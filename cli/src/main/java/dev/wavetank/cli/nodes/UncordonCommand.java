package dev.wavetank.cli.nodes;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// `wavetank uncordon`: new pods may come to a node again.
@Command(
        name = "uncordon",
        description = "Lets new pods come to nodes again.",
        footer = {"%nExamples:", "  wavetank uncordon node-1", "  wavetank uncordon -l zone=a"})
public final class UncordonCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final NodeChoice choice;

    public UncordonCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new NodeChoice(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = choice.open()) {
            var nodes = choice.find(api);
            var cordon = new Cordon(terminal, api);
            nodes.each(node -> cordon.set(node, false));
            return nodes.report(terminal);
        }
    }
}
