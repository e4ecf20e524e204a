package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank node rm`: a machine is taken away, with its Node.
@Command(
        name = "node rm",
        description = {
            "Takes simulated machines away for good and deletes their Nodes. It is a power cut:"
                    + " what",
            "runs there ends at once. To let pods go in order, drain the node first."
        },
        footer = {
            "%nExamples:",
            "  wavetank drain node-4 && wavetank node rm node-4",
            "  wavetank node rm node-4"
        })
public final class NodeRemoveCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Parameters(arity = "1..*", paramLabel = "NODE", description = "the nodes' names")
    List<String> nodes = new ArrayList<>();

    public NodeRemoveCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        try (ApiClient api = cluster.open()) {
            for (String node : nodes) {
                Json.Obj answer = api.post(NodePower.path(node, "remove"), Json.Obj.EMPTY);
                deleteNode(api, node);
                terminal.line(answer.text("message"));
            }
            return 0;
        } catch (Refused refused) {
            throw refused.failure("see the nodes: wavetank get nodes");
        }
    }

    private static void deleteNode(ApiClient api, String node) throws Refused {
        try {
            api.delete("/api/v1/nodes/" + node, Json.Obj.EMPTY);
        } catch (Refused refused) {
            if (!refused.notFound()) {
                throw refused;
            }
        }
    }
}
