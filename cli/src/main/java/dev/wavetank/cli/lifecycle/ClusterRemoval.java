package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.CommandLock;
import dev.wavetank.cli.folder.Settings;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.node.docker.Cleaning;
import dev.wavetank.node.docker.Engine;
import dev.wavetank.node.docker.EngineProblem;

import java.nio.file.Files;

/// Removes a cluster with all that is kept of it.
public final class ClusterRemoval {
    private final Terminal terminal;

    public ClusterRemoval(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Stops the cluster if it runs, and removes its kubeconfig entries and its folder; nothing
    /// when there is no such cluster.
    public void run(ClusterFolder folder) {
        if (!Files.exists(folder.path())) {
            terminal.line("there is no cluster " + folder.name());
            return;
        }
        try (var _ = CommandLock.take(folder)) {
            terminal.progress("deleting cluster " + folder.name());
            ServerProcess.stop(folder);
            removeContainers(folder);
            new KubeconfigEntry(folder, kubeconfig(folder)).remove();
            folder.remove();
        }
        terminal.line("cluster " + folder.name() + " is deleted, with all that was in it");
    }

    /// Whatever a crash of the server left on the engine goes, too.
    private static void removeContainers(ClusterFolder folder) {
        try {
            Settings settings = folder.settings();
            if (settings == null || !settings.real()) {
                return;
            }
        } catch (Failure damaged) {
            return;
        }
        try (var engine = Engine.open()) {
            Cleaning.removeAll(engine, folder.identity());
        } catch (EngineProblem problem) {
            throw Failure.of(
                    "the containers of cluster "
                            + folder.name()
                            + " are still there: "
                            + problem.happened(),
                    problem.remedy());
        }
    }

    /// Damaged settings shall not keep a cluster from being deleted.
    private static String kubeconfig(ClusterFolder folder) {
        try {
            Settings settings = folder.settings();
            return settings == null ? "" : settings.kubeconfig();
        } catch (Failure damaged) {
            return "";
        }
    }
}
