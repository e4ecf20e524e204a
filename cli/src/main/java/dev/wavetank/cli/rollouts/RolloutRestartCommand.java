package dev.wavetank.cli.rollouts;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.objects.Choice;
import dev.wavetank.cli.objects.Found;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.JsonText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank rollout restart`: all pods are replaced, a few at a time.
@Command(
        name = "rollout restart",
        description = {
            "Replaces all pods of a workload by new ones, a few at a time, by an annotation of its",
            "template that says when."
        },
        footer = {"%nExamples:", "  wavetank rollout restart deploy/web"})
public final class RolloutRestartCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final Choice choice;

    @Parameters(arity = "1..*", paramLabel = "TYPE/NAME", description = "a deployment")
    List<String> words = new ArrayList<>();

    public RolloutRestartCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new Choice(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = choice.open()) {
            Found found = choice.find(api, Discovery.of(api), words);
            found.each(item -> restart(api, item));
            return found.report(terminal);
        }
    }

    private void restart(ApiClient api, Item item) throws Refused {
        if (Deployments.paused(item)) {
            throw Failure.of(
                    "cannot restart " + item.named() + ", which is paused",
                    "resume it first: wavetank rollout resume " + item.named());
        }
        String now =
                OffsetDateTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
        api.patch(
                item.path() + "?fieldManager=wavetank",
                "application/strategic-merge-patch+json",
                JsonText.read(
                        "{\"spec\": {\"template\": {\"metadata\": {\"annotations\":"
                                + " {\"kubectl.kubernetes.io/restartedAt\": \""
                                + now
                                + "\"}}}}}"));
        terminal.line(item.named() + " restarted");
    }
}
