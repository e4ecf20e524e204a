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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank rollout resume`: what waited is rolled out.
@Command(
        name = "rollout resume",
        description = "Rolls out what changed while a Deployment was paused.",
        footer = {"%nExamples:", "  wavetank rollout resume deploy/web"})
public final class RolloutResumeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final Choice choice;

    @Parameters(arity = "1..*", paramLabel = "TYPE/NAME", description = "a deployment")
    List<String> words = new ArrayList<>();

    public RolloutResumeCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new Choice(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = choice.open()) {
            Found found = choice.find(api, Discovery.of(api), words);
            found.each(item -> resume(api, item));
            return found.report(terminal);
        }
    }

    private void resume(ApiClient api, Item item) throws Refused {
        if (!Deployments.paused(Deployments.required(item))) {
            throw Failure.of(
                    item.type().resource() + " \"" + item.name() + "\" is not paused",
                    "nothing has to be resumed");
        }
        api.patch(
                item.path() + "?fieldManager=wavetank",
                "application/merge-patch+json",
                JsonText.read("{\"spec\": {\"paused\": null}}"));
        terminal.line(item.named() + " resumed");
    }
}
