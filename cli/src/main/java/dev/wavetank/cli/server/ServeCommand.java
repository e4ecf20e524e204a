package dev.wavetank.cli.server;

import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.ServerLock;
import dev.wavetank.cli.folder.Settings;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `wavetank serve`: the server process of one cluster, which `up` starts. It ends orderly when
/// told to by SIGTERM or SIGINT.
@Command(
        name = "serve",
        description = {
            "Runs the server of a cluster with the settings that wavetank up wrote down, until it"
                    + " is",
            "told to end."
        })
public final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = Logger.getLogger("dev.wavetank.server");

    /// Longer than a start takes on a slow machine, shorter than whoever ends it is patient.
    private static final Duration START_MAX = Duration.ofSeconds(15);

    private final Terminal terminal;
    private final Home home;

    @Option(names = "--name", paramLabel = "CLUSTER", description = "the cluster")
    String name = Home.DEFAULT_CLUSTER;

    @Option(names = "--fixed-port", description = "use no other port than that of the settings")
    boolean fixedPort;

    @Option(names = "--console", description = "show the log, too")
    boolean console;

    public ServeCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() {
        ClusterFolder folder = home.cluster(name);
        Settings settings = folder.settings();
        if (settings == null) {
            throw Failure.of("there is no cluster " + name, "start it: wavetank up --name " + name);
        }
        ServerLog.open(folder, console);
        try (var lock = lock(folder)) {
            LOG.info(() ->
                    "starting cluster "
                            + name
                            + ", process "
                            + ProcessHandle.current().pid()
                            + ": "
                            + settings.describe());
            var starting = new CompletableFuture<ClusterServer>();
            // Before the start, since being told to end shall not cut it in the middle.
            var hook = new Thread(() -> end(starting, lock), "end");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                starting.complete(ClusterServer.start(folder, settings, fixedPort));
            } catch (IOException | RuntimeException failed) {
                starting.completeExceptionally(failed);
                throw failed;
            }
            terminal.flush();
            return untilTheEnd();
        } catch (Failure failure) {
            LOG.severe(() -> failure.happened() + ": " + failure.remedy());
            throw failure;
        } catch (IOException refused) {
            throw folder.unwritable(refused);
        }
    }

    private ServerLock lock(ClusterFolder folder) throws IOException {
        ServerLock lock = ServerLock.take(folder);
        if (lock == null) {
            throw Failure.of(
                    "the data folder " + folder.path() + " is in use by another server",
                    "stop that one first: wavetank down --name " + name);
        }
        return lock;
    }

    private void end(CompletableFuture<ClusterServer> starting, ServerLock lock) {
        LOG.info(() -> "stopping cluster " + name);
        try {
            starting.get(START_MAX.toMillis(), TimeUnit.MILLISECONDS).close();
            lock.close();
        } catch (ExecutionException | TimeoutException | InterruptedException neverStarted) {
            LOG.info(() -> "it had not started");
        } catch (IOException | RuntimeException unclean) {
            LOG.log(Level.SEVERE, "cluster " + name + " did not stop cleanly", unclean);
        }
    }

    /// The process ends when its shutdown hooks have run.
    private static int untilTheEnd() {
        while (true) {
            LockSupport.park();
        }
    }
}
