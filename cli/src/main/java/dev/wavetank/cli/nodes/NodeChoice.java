package dev.wavetank.cli.nodes;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.objects.Choice;
import dev.wavetank.cli.objects.Found;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;

/// Which nodes a command is about, as words and options.
final class NodeChoice {
    static final ResourceType NODES =
            new ResourceType("", "v1", "nodes", "node", "Node", false, List.of("no"), List.of());

    @Mixin final ClusterOption cluster;

    @Parameters(arity = "0..*", paramLabel = "NODE", description = "the nodes' names")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            description = "all nodes with these labels")
    String labels = "";

    NodeChoice(Home home) {
        this.cluster = new ClusterOption(home);
    }

    ApiClient open() {
        return cluster.open();
    }

    Found find(ApiClient api) {
        if (names.isEmpty() == labels.isEmpty()) {
            throw Failure.usage("it is not said which nodes", "name them, or choose them by -l");
        }
        var items = new ArrayList<Item>();
        var failures = new ArrayList<Failure>();
        for (String name : names) {
            try {
                String bare = name.replaceFirst("^(nodes?|no)/", "");
                items.add(new Item(NODES, api.get(NODES.path("", bare))));
            } catch (Refused refused) {
                failures.add(refused.failure(Choice.seeWhatThereIs(NODES)));
            }
        }
        if (!labels.isEmpty()) {
            try {
                String path = NODES.path("") + query("labelSelector", labels);
                for (Json each : api.get(path).array("items")) {
                    items.add(new Item(NODES, (Json.Obj) each));
                }
            } catch (Refused refused) {
                failures.add(refused.failure("correct the selector: -l zone=a"));
            }
        }
        return new Found(items, failures);
    }
}
