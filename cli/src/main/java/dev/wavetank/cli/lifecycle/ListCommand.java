package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.ServerLock;
import dev.wavetank.cli.folder.Settings;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.TabStops;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank list`: the clusters, a line each.
@Command(
        name = "list",
        description =
                "Shows the clusters there are, a line each. How one is in detail: wavetank status.",
        footer = {
            "%nExamples:",
            "  wavetank list",
            "  wavetank list -q                     only their names, for scripts"
        })
public final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Home home;

    @Option(
            names = {"-q", "--quiet"},
            description = "only the names")
    boolean quiet;

    public ListCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() {
        List<ClusterFolder> clusters = home.clusters();
        if (quiet) {
            clusters.forEach(each -> terminal.line(each.name()));
            return 0;
        }
        if (clusters.isEmpty()) {
            terminal.note("there is no cluster yet; start one: wavetank up");
            return 0;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("NAME", "STATE", "NODES", "API", "CONTEXT"));
        clusters.forEach(each -> rows.add(row(each)));
        terminal.print(TabStops.TABLE.layOut(rows));
        return 0;
    }

    private static List<String> row(ClusterFolder folder) {
        try {
            Settings settings = folder.settings();
            boolean running = ServerLock.holder(folder).isPresent();
            return settings == null
                    ? List.of(folder.name(), "gone", "", "", "")
                    : List.of(
                            folder.name(),
                            running ? "running" : "stopped",
                            settings.nodes() + "",
                            running ? "https://127.0.0.1:" + settings.port() : "<none>",
                            folder.context());
        } catch (Failure broken) {
            return List.of(folder.name(), "broken", "<unknown>", "<none>", folder.context());
        }
    }
}
