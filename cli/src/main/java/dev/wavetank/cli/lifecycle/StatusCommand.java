package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.ServerLock;
import dev.wavetank.cli.folder.Settings;
import dev.wavetank.cli.terminal.Ages;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// `wavetank status`: which clusters there are and how they are.
@Command(
        name = "status",
        description = {
            "Shows which clusters there are and how they are. With --name it fails when that"
                    + " cluster",
            "is not running."
        },
        footer = {"%nExamples:", "  wavetank status", "  wavetank status --name staging"})
public final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Home home;

    @Option(names = "--name", paramLabel = "CLUSTER", description = "only this cluster")
    String name = "";

    public StatusCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() {
        List<ClusterFolder> clusters =
                name.isEmpty() ? home.clusters() : List.of(home.cluster(name));
        if (clusters.isEmpty()) {
            terminal.line("there is no cluster yet; start one: " + terminal.bold("wavetank up"));
            return 0;
        }
        boolean allRunning = true;
        for (int i = 0; i < clusters.size(); i++) {
            if (i > 0) {
                terminal.line("");
            }
            allRunning &= shown(clusters.get(i));
        }
        return allRunning || name.isEmpty() ? 0 : Failure.FAILED;
    }

    /// One cluster that is broken does not hide the others.
    private boolean shown(ClusterFolder folder) {
        try {
            return show(folder);
        } catch (Failure failure) {
            if (!name.isEmpty()) {
                throw failure;
            }
            terminal.line(terminal.bold(folder.name()) + "  " + terminal.yellow("broken"));
            row("why", failure.happened());
            row("remedy", failure.remedy());
            return false;
        }
    }

    private boolean show(ClusterFolder folder) {
        Settings settings = folder.settings();
        if (settings == null) {
            throw Failure.of(
                    "there is no cluster " + folder.name(),
                    "start it: " + Start.command("wavetank up", folder));
        }
        Optional<ProcessHandle> process = ServerLock.holder(folder);
        if (process.isEmpty()) {
            terminal.line(terminal.bold(folder.name()) + "  " + terminal.yellow("stopped"));
            row("settings", settings.describe());
            row("folder", folder.path().toString());
            row("start it", Start.command("wavetank up", folder));
            return false;
        }
        terminal.line(
                terminal.bold(folder.name())
                        + "  "
                        + terminal.green("running")
                        + process.get().info().startInstant().map(StatusCommand::since).orElse("")
                        + ", process "
                        + process.get().pid());
        ApiClient api = ClusterOption.tryOpen(folder);
        if (api == null) {
            row("api", "does not answer yet");
        } else {
            objects(api, settings);
            api.close();
        }
        row(
                "context",
                folder.context()
                        + (settings.kubeconfig().isEmpty() ? "" : " in " + settings.kubeconfig()));
        row("folder", folder.path().toString());
        row("log", folder.log().toString());
        return true;
    }

    private void objects(ApiClient api, Settings settings) {
        try {
            List<Json> nodes = api.get("/api/v1/nodes").array("items");
            long ready = nodes.stream().filter(each -> NodesReady.ready((Json.Obj) each)).count();
            var phases = new TreeMap<String, Integer>();
            for (Json pod : api.get("/api/v1/pods").array("items")) {
                phases.merge(((Json.Obj) pod).object("status").text("phase"), 1, Integer::sum);
            }
            var counts = phases.entrySet().stream().map(e -> e.getValue() + " " + e.getKey());
            row("nodes", ready + " of " + nodes.size() + " Ready (" + settings.describe() + ")");
            row("pods", phases.isEmpty() ? "none" : String.join(", ", counts.toList()));
            row("api", "https://127.0.0.1:" + settings.port());
            writes(api);
        } catch (Refused refused) {
            row("api", "answers: " + refused.message());
        }
    }

    /// Asks for a write that changes nothing: a server that cannot keep any says so.
    private void writes(ApiClient api) {
        try {
            api.post(
                    "/api/v1/namespaces/default/configmaps?dryRun=All",
                    JsonText.read("{\"metadata\": {\"generateName\": \"status-\"}}"));
        } catch (Refused refused) {
            if (refused.unavailable()) {
                row("writes", terminal.yellow("refused: ") + refused.message());
            }
        }
    }

    private static String since(Instant start) {
        return " for " + Ages.of(Duration.between(start, Instant.now()));
    }

    private void row(String what, String value) {
        terminal.line("  " + what + " ".repeat(10 - what.length()) + value);
    }
}
