package dev.wavetank.cli.rehearsal;

import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.ServerLock;
import dev.wavetank.cli.lifecycle.ServerProcess;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Interrupts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One rehearsal: a process runs commands, the first of which starts a server, and this one works
/// the server over HTTPS. Both processes write at their end what Java learnt (JEP 514, JEP 515).
///
/// The caches appear whole or not at all; everything else is gone afterwards.
final class Rehearsal implements AutoCloseable {
    /// A hundred times what it takes; slow machines shall have their caches, too.
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final List<String> CACHES = List.of("command.aot", "server.aot");

    private final Path into;
    private final Path options;
    private final Path stage;
    private final ClusterFolder cluster;
    private final long until = System.nanoTime() + LIMIT.toNanos();
    private volatile @Nullable Process commands;
    private volatile @Nullable ProcessHandle server;

    /// @param into where the caches are put
    /// @param options a file of the options with which commands are run
    Rehearsal(Path into, Path options) {
        this.into = into;
        this.options = options;
        this.stage = into.resolve("rehearsal");
        this.cluster = new Home(stage).cluster(Home.DEFAULT_CLUSTER);
    }

    void run() throws IOException, InterruptedException {
        clear();
        Files.createDirectories(stage);
        Interrupts.on(this::close);
        Process playing = startCommands();
        commands = playing;
        ProcessHandle serving = awaitServer(playing);
        new Audience(cluster, until).run();
        if (!playing.waitFor(left(), TimeUnit.NANOSECONDS) || playing.exitValue() != 0) {
            throw Failure.of("the commands of the rehearsal failed", "what they said is above");
        }
        ServerProcess.stop(cluster);
        awaitEnd(serving);
        for (String cache : CACHES) {
            Files.move(stage.resolve(cache), into.resolve(cache), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Process startCommands() throws IOException {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + options,
                        "-XX:AOTCacheOutput=" + stage.resolve("command.aot"),
                        "-D" + ServerProcess.LEARN + "=" + stage.resolve("server.aot"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.wavetank.cli.Main",
                        "rehearse-commands");
        builder.environment().put("WAVETANK_HOME", stage.toString());
        builder.environment().put("KUBECONFIG", stage.resolve("kubeconfig").toString());
        return builder.inheritIO().start();
    }

    /// `up`, the first of the commands, waits until it is ready; it is there once it has its lock
    /// and its address.
    private ProcessHandle awaitServer(Process playing) throws InterruptedException {
        while (playing.isAlive() && left() > 0) {
            ProcessHandle holder = ServerLock.holder(cluster).orElse(null);
            server = holder;
            var settings = cluster.settings();
            if (holder != null && settings != null && settings.port() != 0) {
                return holder;
            }
            Thread.sleep(20);
        }
        throw Failure.of("the server of the rehearsal did not start", "what it said is above");
    }

    private void awaitEnd(ProcessHandle server) throws InterruptedException {
        try {
            server.onExit().get(left(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException late) {
            throw Failure.of(
                    "the server of the rehearsal did not end", "end it: kill -9 " + server);
        }
    }

    private long left() {
        return Math.max(0, until - System.nanoTime());
    }

    /// Ends what still runs, at once and by force: nothing of it is worth keeping.
    @Override
    public void close() {
        if (commands != null) {
            end(commands.toHandle());
        }
        if (server != null) {
            end(server);
        }
        try {
            clear();
        } catch (IOException leftOver) {
            // The next build removes it.
        }
    }

    /// A process that writes its cache has a child that does it.
    private static void end(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void clear() throws IOException {
        if (Files.exists(stage)) {
            try (var files = Files.walk(stage)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
