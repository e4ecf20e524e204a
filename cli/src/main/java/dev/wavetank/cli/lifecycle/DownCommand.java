package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.CommandLock;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

/// `wavetank down`: a cluster stops and keeps all that is in it.
@Command(
        name = "down",
        description = {
            "Stops a cluster and keeps all that is in it; wavetank up brings it back. Its nodes"
                    + " are",
            "switched off with it: their containers start again when it comes back. A cluster that",
            "is not running is no error."
        },
        footer = {"%nExamples:", "  wavetank down", "  wavetank down --name staging"})
public final class DownCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Home home;

    @Option(
            names = "--name",
            paramLabel = "CLUSTER",
            description = "the cluster; default, if not given")
    String name = Home.DEFAULT_CLUSTER;

    public DownCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() {
        ClusterFolder folder = home.cluster(name);
        if (!folder.exists()) {
            terminal.line("there is no cluster " + name);
            return 0;
        }
        try (var _ = CommandLock.take(folder)) {
            terminal.progress("stopping cluster " + name);
            boolean running = ServerProcess.stop(folder);
            terminal.line(
                    (running
                                    ? "cluster " + name + " is down"
                                    : "cluster " + name + " was not running")
                            + "; back with all that was in it: "
                            + terminal.bold(Start.command("wavetank up", folder)));
        }
        return 0;
    }
}
