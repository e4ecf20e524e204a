package dev.wavetank.cli.nodes;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.lifecycle.Waiting;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/// `wavetank drain`: a node is emptied.
@Command(
        name = "drain",
        description = {
            "Empties nodes for maintenance: no new pods come there, and those that run there are",
            "evicted, which PodDisruptionBudgets may delay. Pods that nobody would replace, that a",
            "DaemonSet keeps there, or that would lose local data need a word of yours."
        },
        footer = {
            "%nExamples:",
            "  wavetank drain node-1",
            "  wavetank drain node-1 --force --ignore-daemonsets --delete-emptydir-data",
            "  wavetank uncordon node-1                 when it is back"
        })
public final class DrainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final NodeChoice choice;

    @Option(names = "--force", description = "also pods that no controller would replace")
    boolean force;

    @Option(names = "--ignore-daemonsets", description = "leave pods of DaemonSets where they are")
    boolean ignoreDaemonSets;

    @Option(
            names = "--delete-emptydir-data",
            description = "also pods with emptyDir volumes, whose data is lost")
    boolean deleteEmptyDirData;

    @Option(
            names = "--grace-period",
            paramLabel = "SECONDS",
            description = "how long containers get to end; if not given, what the pod says")
    int grace = -1;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "how long to wait for it: 60s, 5m (for ever, if not given)")
    String timeout = "0s";

    public DrainCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.choice = new NodeChoice(home);
    }

    @Override
    public Integer call() {
        var limit = Waiting.parse("--timeout", timeout);
        try (ApiClient api = choice.open()) {
            var nodes = choice.find(api);
            var cordon = new Cordon(terminal, api);
            nodes.each(node -> {
                cordon.set(node, true);
                drain(api, node, new Eviction(terminal, api, grace, limit));
            });
            return nodes.report(terminal);
        }
    }

    private void drain(ApiClient api, Item node, Eviction eviction) throws Refused {
        var leaving = Leaving.of(node.name(), api, force, ignoreDaemonSets, deleteEmptyDirData);
        if (!leaving.kept().isEmpty()) {
            throw Failure.of(
                    "unable to drain node \""
                            + node.name()
                            + "\": cannot delete "
                            + String.join(", cannot delete ", leaving.kept()),
                    "it stays cordoned; run this again with the options named");
        }
        leaving.warnings().forEach(terminal::note);
        eviction.run(leaving.pods());
        terminal.line(node.named() + " drained");
    }
}
