package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.CommandLock;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.PoweredOff;
import dev.wavetank.cli.folder.ServerLock;
import dev.wavetank.cli.folder.Settings;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Interrupts;
import dev.wavetank.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// One start of a cluster: until its nodes are Ready, or nothing of it runs.
final class Start {
    private static final int LOG_LINES = 8;

    private final Terminal terminal;
    private final ClusterFolder folder;
    private final Settings settings;
    private final @Nullable Settings before;
    private final boolean portGiven;
    private final Duration limit;
    private final long began = System.nanoTime();
    private final Instant moment = Instant.now();
    private final List<String> switchedOff;
    private String reached = "starting the server";

    /// @param before what the cluster was started with last; null when there was none
    /// @param portGiven whether the user wants this port and no other
    /// @param limit how long it may take
    Start(
            Terminal terminal,
            ClusterFolder folder,
            Settings settings,
            @Nullable Settings before,
            boolean portGiven,
            Duration limit) {
        this.terminal = terminal;
        this.folder = folder;
        this.settings = settings;
        this.before = before;
        this.portGiven = portGiven;
        this.limit = limit;
        // After an orderly end all machines boot; else those that were off stay off.
        this.switchedOff =
                Files.exists(folder.orderlyEnd()) ? List.of() : new PoweredOff(folder).nodes();
    }

    int inBackground() {
        Process process = ServerProcess.startDetached(folder, portGiven);
        awaitReadyOrUndo(process);
        Interrupts.off();
        Settings now = Objects.requireNonNull(folder.settings());
        terminal.line(
                terminal.green("cluster " + folder.name() + " is up")
                        + String.format(Locale.ROOT, " after %.1f s: ", seconds())
                        + now.describe()
                        + ", API at https://127.0.0.1:"
                        + now.port());
        terminal.line(
                "kubectl talks to it now: context "
                        + folder.context()
                        + (now.kubeconfig().isEmpty() ? "" : " in " + now.kubeconfig()));
        for (String node : switchedOff) {
            terminal.line(
                    node
                            + " is still switched off; boot it: "
                            + command("wavetank node start " + node, folder));
        }
        next(terminal, folder);
        return 0;
    }

    int inForeground(CommandLock lock) {
        Process process = ServerProcess.startForeground(folder, portGiven);
        awaitReadyOrUndo(process);
        Interrupts.on(() -> end(process));
        lock.close();
        terminal.note(
                "cluster " + folder.name() + " is up; Ctrl-C stops it and keeps what is in it");
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException again) {
                // Only the end of the process ends this.
            }
        }
    }

    /// Until it is Ready, an interruption is as good as no start.
    private void awaitReadyOrUndo(Process process) {
        Interrupts.on(() -> {
            end(process);
            interrupted();
        });
        try {
            awaitReady(process);
        } catch (Failure failure) {
            Interrupts.off();
            undo();
            throw failure;
        }
    }

    /// Says what to try on a cluster that runs.
    static void next(Terminal terminal, ClusterFolder folder) {
        terminal.line("");
        terminal.line("Try next:");
        suggest(terminal, folder, "wavetank sample deploy shop", "five services to play with");
        suggest(terminal, folder, "wavetank get pods -w", "watch what happens to them");
        suggest(terminal, folder, "wavetank why deployment/gateway", "what was decided, and why");
    }

    private static void suggest(
            Terminal terminal, ClusterFolder folder, String command, String what) {
        String whole = command(command, folder);
        terminal.line(
                "  " + terminal.bold(whole) + " ".repeat(Math.max(2, 46 - whole.length())) + what);
    }

    /// {@return the command for this cluster, as short as it may be}
    static String command(String command, ClusterFolder folder) {
        return folder.name().equals(Home.DEFAULT_CLUSTER)
                ? command
                : command + " --name " + folder.name();
    }

    private void awaitReady(Process process) {
        ApiClient api = null;
        try {
            while (true) {
                if (!process.isAlive()) {
                    Interrupts.awaitEndIfBegun();
                    throw died();
                }
                if (seconds() * 1e9 > limit.toNanos()) {
                    end(process);
                    throw late();
                }
                try {
                    api = api == null ? connect() : api;
                    if (api != null && ready(api)) {
                        return;
                    }
                } catch (Failure gone) {
                    api = null;
                }
                terminal.progress(String.format(Locale.ROOT, "%s, %.1f s", reached, seconds()));
                ServerProcess.pause();
            }
        } finally {
            if (api != null) {
                api.close();
            }
        }
    }

    private @Nullable ApiClient connect() {
        return ServerLock.holder(folder).isEmpty() ? null : ClusterOption.tryOpen(folder);
    }

    private boolean ready(ApiClient api) {
        try {
            api.text("/readyz");
            int ready = NodesReady.since(moment, api);
            int wanted = settings.nodes() - switchedOff.size();
            reached = "the API answers, " + ready + " of " + wanted + " nodes are Ready";
            return ready >= wanted;
        } catch (Refused notYet) {
            return false;
        }
    }

    /// The server says in its last line why it ended, and what to do.
    private Failure died() {
        List<String> lines = folder.lastLines(LOG_LINES);
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith("wavetank: ")) {
                String happened = lines.get(i).substring("wavetank: ".length());
                String remedy = i + 1 < lines.size() ? lines.get(i + 1).strip() : "";
                return Failure.of(happened, remedy + "; the server's log is " + folder.log());
            }
        }
        Failure full = folder.full();
        if (full != null) {
            // Then there was no room for the server's last words either.
            return full;
        }
        lines.forEach(line -> terminal.note("  | " + line));
        return Failure.of(
                "the server of cluster " + folder.name() + " ended while it started",
                "its log is " + folder.log());
    }

    private Failure late() {
        folder.lastLines(LOG_LINES).forEach(line -> terminal.note("  | " + line));
        return Failure.of(
                String.format(
                        Locale.ROOT,
                        "cluster %s was not Ready within %.0f s (%s), and was stopped",
                        folder.name(),
                        seconds(),
                        reached),
                "give it longer: --wait 5m; the server's log is " + folder.log());
    }

    /// A start that did not succeed changes nothing; only its log stays.
    private void undo() {
        if (before == null) {
            new KubeconfigEntry(folder, settings.kubeconfig()).remove();
            folder.removeButLogs();
        } else {
            folder.keep(before);
        }
    }

    private void interrupted() {
        try {
            undo();
            if (before == null) {
                folder.remove();
            }
            terminal.note("wavetank: interrupted; cluster " + folder.name() + " is not running");
        } catch (Failure failure) {
            terminal.failure(failure.happened(), failure.remedy());
        }
    }

    private void end(Process process) {
        process.destroy();
        ServerProcess.awaitEnd(process);
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}
