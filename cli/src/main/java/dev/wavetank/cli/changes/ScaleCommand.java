package dev.wavetank.cli.changes;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Numbers;
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

/// `wavetank scale`: more or fewer pods.
@Command(
        name = "scale",
        description = "Sets how many pods a Deployment, ReplicaSet or StatefulSet shall have.",
        footer = {
            "%nExamples:",
            "  wavetank scale deploy/web --replicas 5",
            "  wavetank scale deploy/web deploy/db --replicas 0",
            "  wavetank scale deploy/web --current-replicas 2 --replicas 3   only if it has 2 now"
        })
public final class ScaleCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final Choice choice;

    @Parameters(arity = "1..*", paramLabel = "TYPE/NAME", description = "what to scale")
    List<String> words = new ArrayList<>();

    @Option(
            names = "--replicas",
            required = true,
            paramLabel = "COUNT",
            description = "how many pods it shall have")
    int replicas;

    @Option(
            names = "--current-replicas",
            paramLabel = "COUNT",
            description = "only if it shall have so many now")
    int current = -1;

    public ScaleCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new Choice(home);
    }

    @Override
    public Integer call() {
        if (replicas < 0) {
            throw Failure.usage("--replicas " + replicas + " is too few", "0 is the least");
        }
        try (ApiClient api = choice.open()) {
            Found found = choice.find(api, Discovery.of(api), words);
            found.each(item -> scale(api, item));
            return found.report(terminal);
        }
    }

    private void scale(ApiClient api, Item item) throws Refused {
        String path = item.path() + "/scale";
        Json.Obj scale;
        try {
            scale = api.get(path);
        } catch (Refused refused) {
            throw refused.notFound()
                    ? Failure.of(
                            item.named() + " cannot be scaled",
                            "deployments, replicasets and statefulsets can")
                    : refused.failure("correct it and run this again");
        }
        long found = Numbers.of(scale.object("spec"), "replicas", 0);
        if (current >= 0 && found != current) {
            throw Failure.of(
                    "Expected replicas to be " + current + ", was " + found,
                    "see it: wavetank get " + item.named());
        }
        api.patch(
                path + "?fieldManager=wavetank",
                "application/merge-patch+json",
                Json.Obj.of("spec", Json.Obj.builder().put("replicas", replicas).build()));
        terminal.line(item.named() + " scaled");
    }
}
