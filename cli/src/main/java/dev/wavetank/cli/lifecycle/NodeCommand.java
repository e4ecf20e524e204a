package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank node stop|start`: the power of a simulated machine.
@Command(
        name = "node",
        description = {
            "Switches a simulated machine off or on. Off is a power cut: the cluster is told"
                    + " nothing",
            "and finds out by itself. After 50 s without a sign of life the node is NotReady; its",
            "pods are replaced elsewhere 300 s later. On, it boots and its containers start again."
        },
        footer = {
            "%nExamples:",
            "  wavetank node stop node-2",
            "  wavetank get nodes -w                see it being noticed",
            "  wavetank node start node-2"
        })
public final class NodeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Parameters(index = "0", paramLabel = "stop|start", description = "power off, or boot")
    String action = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "NODE",
            description = "the node's name")
    List<String> nodes = new ArrayList<>();

    public NodeCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        if (!action.equals("stop") && !action.equals("start")) {
            throw Failure.usage(
                    "a node can be stopped and started, not \"" + action + "\"",
                    "for example: wavetank node stop node-2");
        }
        int code = 0;
        try (ApiClient api = cluster.open()) {
            for (String node : nodes) {
                code = Math.max(code, power(api, node));
            }
        }
        return code;
    }

    private int power(ApiClient api, String node) {
        try {
            Json.Obj answer = api.post(NodePower.path(node, action), Json.Obj.EMPTY);
            terminal.line(answer.text("message"));
            return 0;
        } catch (Refused refused) {
            Failure failure =
                    refused.failure(
                            refused.notFound()
                                    ? "see the nodes: wavetank get nodes"
                                    : "correct that and run this again");
            terminal.failure(failure.happened(), failure.remedy());
            return failure.exitCode();
        }
    }
}
