package dev.wavetank.cli.rollouts;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.describe.TemplateText;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.objects.Choice;
import dev.wavetank.cli.objects.Found;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.objects.Revisions;
import dev.wavetank.cli.terminal.TabStops;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank rollout history`: the earlier templates of a Deployment.
@Command(
        name = "rollout history",
        description = {
            "Shows the revisions of a Deployment that can be gone back to: the templates of its",
            "ReplicaSets. Why a revision was made is what the annotation"
                    + " kubernetes.io/change-cause",
            "said then."
        },
        footer = {
            "%nExamples:",
            "  wavetank rollout history deploy/web",
            "  wavetank rollout history deploy/web --revision 2    its pod template"
        })
public final class RolloutHistoryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final Choice choice;

    @Parameters(arity = "1..*", paramLabel = "TYPE/NAME", description = "a deployment")
    List<String> words = new ArrayList<>();

    @Option(
            names = "--revision",
            paramLabel = "NUMBER",
            description = "show the pod template of this one")
    long revision;

    public RolloutHistoryCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new Choice(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = choice.open()) {
            Found found = choice.find(api, Discovery.of(api), words);
            found.each(item -> show(api, item));
            return found.report(terminal);
        }
    }

    private void show(ApiClient api, Item item) throws Refused {
        List<Item> sets = Revisions.of(Deployments.required(item), api).numbered();
        if (revision > 0) {
            Item set = Deployments.revision(sets, revision);
            terminal.line(item.named() + " with revision #" + revision);
            terminal.line(TemplateText.of(set.spec().object("template")));
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("REVISION", "CHANGE-CAUSE"));
        sets.forEach(set -> rows.add(List.of("" + Revisions.revision(set), Revisions.cause(set))));
        terminal.line(item.named() + " ");
        terminal.line(TabStops.DESCRIBE.layOut(rows));
    }
}
