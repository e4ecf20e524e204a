package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.objects.Choice;
import dev.wavetank.cli.objects.Found;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank describe`: all there is to know about objects, for reading.
@Command(
        name = "describe",
        description = {
            "Shows all there is to know about objects, for reading: their state, what belongs to",
            "them, and their events. What was decided about one, and why: wavetank why."
        },
        footer = {
            "%nExamples:",
            "  wavetank describe pod web-1",
            "  wavetank describe deploy/web         and which ReplicaSets are its old and new ones",
            "  wavetank describe nodes              how full each one is",
            "  wavetank describe pods -l app=web    all that have a label"
        })
public final class DescribeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final Choice choice;

    @Parameters(
            arity = "1..*",
            paramLabel = "TYPE [NAME...] | TYPE/NAME",
            description = "the objects; all of a type, if none is named")
    List<String> words = new ArrayList<>();

    @Option(
            names = "--show-events",
            arity = "1",
            paramLabel = "true|false",
            description = "whether events are shown (they are, if not given)")
    boolean events = true;

    public DescribeCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new Choice(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = choice.open()) {
            Found found = choice.find(api, Discovery.of(api), words);
            var around = new Around(api, events);
            var separator = new String[] {""};
            found.each(item -> {
                var sheet = new Sheet();
                Describer.of(item.type().resource()).describe(item, around, sheet);
                terminal.print(separator[0] + sheet);
                separator[0] = "\n\n";
            });
            terminal.flush();
            if (found.items().isEmpty() && found.failures().isEmpty()) {
                terminal.note(choice.nothing());
            }
            return found.report(terminal);
        }
    }
}
