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

/// `wavetank annotate`: annotations put on objects and taken off.
@Command(
        name = "annotate",
        description =
                "Puts annotations on objects and takes them off. On a pod they can also say how its"
                        + " simulated containers behave.",
        footer = {
            "%nExamples:",
            "  wavetank annotate deploy/web kubernetes.io/change-cause=\"new logo\"",
            "  wavetank annotate pod web-1 note-          take it off again"
        })
public final class AnnotateCommand implements Callable<Integer> {
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

    public AnnotateCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new Choice(home);
    }

    @Override
    public Integer call() {
        Marks.Words read = Marks.read(words, "annotation");
        choice.requireNamesUnless(all, read.objects());
        try (ApiClient api = choice.open()) {
            Found found = choice.find(api, Discovery.of(api), read.objects());
            found.each(item -> mark(api, item, read.marks()));
            return found.report(terminal);
        }
    }

    private void mark(ApiClient api, Item item, Marks marks) throws Refused {
        Json.Obj present = item.meta().object("annotations");
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
        Json.Obj change = marks.change(present);
        if (!change.isEmpty()) {
            api.patch(
                    item.path() + "?fieldManager=wavetank",
                    "application/merge-patch+json",
                    Json.Obj.of("metadata", Json.Obj.of("annotations", change)));
        }
        terminal.line(item.named() + " annotated");
    }
}
