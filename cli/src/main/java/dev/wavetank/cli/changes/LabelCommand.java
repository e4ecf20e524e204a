package dev.wavetank.cli.changes;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.objects.Choice;
import dev.wavetank.cli.objects.Found;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank label`: labels put on objects and taken off.
@Command(
        name = "label",
        description =
                "Puts labels on objects and takes them off. Selectors of Services, controllers and"
                        + " node selectors go by them.",
        footer = {
            "%nExamples:",
            "  wavetank label pod web-1 tier=front",
            "  wavetank label node node-1 disk=ssd --overwrite",
            "  wavetank label pods -l app=web canary-     take it off again",
            "  wavetank label pods --all seen=yes"
        })
public final class LabelCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final Choice choice;

    @Parameters(
            arity = "1..*",
            paramLabel = "OBJECT... NAME=VALUE... NAME-...",
            description = "the objects, then what to put on them and what to take off")
    List<String> words = new ArrayList<>();

    @Option(names = "--overwrite", description = "another value may be replaced")
    boolean overwrite;

    @Option(names = "--all", description = "all objects of the type in the namespace")
    boolean all;

    public LabelCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new Choice(home);
    }

    @Override
    public Integer call() {
        Marks.Words read = Marks.read(words, "label");
        choice.requireNamesUnless(all, read.objects());
        try (ApiClient api = choice.open()) {
            Found found = choice.find(api, Discovery.of(api), read.objects());
            found.each(item -> mark(api, item, read.marks()));
            return found.report(terminal);
        }
    }

    private void mark(ApiClient api, Item item, Marks marks) throws Refused {
        Json.Obj present = item.meta().object("labels");
        String overwritten = marks.overwritten(present);
        if (!overwrite && !overwritten.isEmpty()) {
            throw Failure.of(
                    "'"
                            + overwritten
                            + "' already has a value ("
                            + present.text(overwritten)
                            + "), and --overwrite is false",
                    "to replace it: --overwrite");
        }
        marks.removed().stream()
                .filter(name -> !present.has(name))
                .forEach(name -> terminal.line("label \"" + name + "\" not found."));
        Json.Obj change = marks.change(present);
        if (change.isEmpty()) {
            terminal.line(item.named() + " not labeled");
            return;
        }
        api.patch(
                item.path() + "?fieldManager=wavetank",
                "application/merge-patch+json",
                Json.Obj.of("metadata", Json.Obj.of("labels", change)));
        terminal.line(item.named() + (marks.put().isEmpty() ? " unlabeled" : " labeled"));
    }
}
