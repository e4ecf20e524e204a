package dev.wavetank.cli;

import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `wavetank rehearse-commands`: what users call most, one after the other in one process, on a
/// cluster that it starts and leaves running.
@Command(name = "rehearse-commands", description = "Runs commands for wavetank rehearse.")
final class RehearsedCommands implements Callable<Integer> {
    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("--help"),
                    List.of("up", "--help"),
                    List.of("up", "--nodes", "20", "--node-cpu", "16"),
                    List.of("status"),
                    List.of("get", "nodes"),
                    List.of("sample", "list"),
                    List.of("sample", "deploy", "shop"),
                    List.of("get", "pods", "-o", "wide"),
                    List.of("get", "deployment", "gateway", "-o", "yaml"),
                    List.of("get", "deployment", "gateway", "-o", "json"),
                    List.of("get", "pods", "-o", "jsonpath={.items[*].metadata.name}"),
                    List.of("describe", "deployment", "gateway"),
                    List.of("describe", "node", "node-1"),
                    List.of("rollout", "status", "deployment/gateway"),
                    List.of("events"),
                    List.of("__complete", "get", "po"),
                    List.of("why", "deployment/gateway"),
                    List.of("node", "stop", "node-20"),
                    List.of("node", "start", "node-20"),
                    List.of("sample", "remove", "shop"));

    private final Terminal terminal;
    private final Home home;

    RehearsedCommands(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() {
        var environment = Map.of("WAVETANK_HOME", home.path().toString());
        for (List<String> command : COMMANDS) {
            if (new Main(terminal, environment).run(command) != 0) {
                throw Failure.of(
                        "wavetank " + String.join(" ", command) + " failed", "see what it said");
            }
        }
        return 0;
    }
}
