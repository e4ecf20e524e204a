package dev.wavetank.cli.nodes;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
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

/// `wavetank taint`: which pods a node repels.
@Command(
        name = "taint",
        description = {
            "Puts taints on nodes and takes them off. A taint repels pods that do not tolerate it:",
            "NoSchedule keeps new ones away, PreferNoSchedule if it can, NoExecute evicts also"
                    + " those",
            "that run there."
        },
        footer = {
            "%nExamples:",
            "  wavetank taint node node-1 team=blue:NoSchedule",
            "  wavetank taint node node-1 team=red:NoSchedule --overwrite",
            "  wavetank taint node node-1 team:NoSchedule-     take it off again",
            "  wavetank taint node node-1 team-                whatever its effect is"
        })
public final class TaintCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final NodeOptions options;

    @Parameters(
            arity = "1..*",
            paramLabel = "node NODE... KEY[=VALUE]:EFFECT...",
            description = "the nodes, then the taints; with a - at its end a taint is taken off")
    List<String> words = new ArrayList<>();

    @Option(names = "--overwrite", description = "another value may be replaced")
    boolean overwrite;

    public TaintCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.options = new NodeOptions(home);
    }

    /// Options of a command whose words are more than nodes.
    static final class NodeOptions {
        @Mixin final ClusterOption cluster;

        @Option(
                names = {"-l", "--selector"},
                paramLabel = "LABELS",
                description = "all nodes with these labels")
        String labels = "";

        private final Home home;

        NodeOptions(Home home) {
            this.home = home;
            this.cluster = new ClusterOption(home);
        }

        NodeChoice choice(List<String> names) {
            var choice = new NodeChoice(home);
            choice.names = names;
            choice.labels = labels;
            return choice;
        }
    }

    @Override
    public Integer call() {
        var nodes = new ArrayList<String>();
        var changes = new ArrayList<TaintChange>();
        for (String word : words) {
            TaintChange change = TaintChange.read(word);
            if (change != null) {
                changes.add(change);
            } else if (!List.of("node", "nodes", "no").contains(word)) {
                nodes.add(word);
            }
        }
        if (changes.isEmpty()) {
            throw Failure.usage(
                    "no taint is given",
                    "write KEY=VALUE:EFFECT; effects are NoSchedule, PreferNoSchedule, NoExecute");
        }
        try (ApiClient api = options.cluster.open()) {
            var found = options.choice(nodes).find(api);
            found.each(node -> taint(api, node, changes));
            return found.report(terminal);
        }
    }

    private void taint(ApiClient api, Item node, List<TaintChange> changes) throws Refused {
        List<Json> taints = new ArrayList<>(node.spec().array("taints"));
        for (TaintChange change : changes) {
            if (!change.removes() && !overwrite && change.found(taints)) {
                throw Failure.of(
                        "node "
                                + node.name()
                                + " already has "
                                + change.key()
                                + " taint(s) with same effect(s) and --overwrite is false",
                        "to replace it: --overwrite");
            }
            if (change.removes() && !change.found(taints)) {
                throw Failure.of(
                        "taint \"" + change.text() + "\" not found",
                        "see its taints: wavetank describe node " + node.name());
            }
            taints = change.applied(taints);
        }
        api.patch(
                node.path() + "?fieldManager=wavetank",
                "application/merge-patch+json",
                Json.Obj.of(
                        "spec",
                        Json.Obj.builder()
                                .put("taints", taints.isEmpty() ? Json.NULL : new Json.Arr(taints))
                                .build()));
        boolean removed = changes.stream().allMatch(TaintChange::removes);
        boolean added = changes.stream().noneMatch(TaintChange::removes);
        terminal.line(
                node.named()
                        + (overwrite
                                ? " modified"
                                : removed ? " untainted" : added ? " tainted" : " modified"));
    }
}
