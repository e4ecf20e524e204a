package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.ServerLock;
import dev.wavetank.cli.terminal.Failure;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The process that serves a cluster, as commands start and stop it.
public final class ServerProcess {
    /// The system property that names the cache with which a server starts faster; the launcher
    /// sets it.
    private static final String CACHE = "wavetank.server.cache";

    /// The system property that names the cache which a server writes at its end; a rehearsal sets
    /// it.
    public static final String LEARN = "wavetank.server.learn";

    /// More is never needed: 5,000 nodes fit.
    private static final long HEAP_MAX = 4L << 30;

    /// An orderly end writes what is under way; it takes a fraction of this.
    private static final Duration ORDERLY = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private ServerProcess() {}

    /// Starts the server in a session of its own, so that neither a closed terminal nor its Ctrl-C
    /// reaches it.
    ///
    /// @param fixedPort whether no other port than that of the settings will do
    static Process startDetached(ClusterFolder folder, boolean fixedPort) {
        var command = new ArrayList<String>();
        Path setsid = setsid();
        if (setsid == null) {
            // The shell's dispositions are inherited: what is ignored stays ignored.
            command.addAll(
                    List.of("/bin/sh", "-c", "trap '' HUP INT QUIT TTIN TTOU; exec \"$@\"", "sh"));
        } else {
            command.add(setsid.toString());
        }
        command.addAll(java(folder, fixedPort, false));
        var builder = new ProcessBuilder(command);
        builder.directory(folder.path().toFile());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(folder.output().toFile());
        return start(builder, folder);
    }

    /// Starts the server as a child that shares the terminal.
    static Process startForeground(ClusterFolder folder, boolean fixedPort) {
        return start(new ProcessBuilder(java(folder, fixedPort, true)).inheritIO(), folder);
    }

    private static Process start(ProcessBuilder builder, ClusterFolder folder) {
        try {
            return builder.start();
        } catch (IOException refused) {
            throw Failure.of(
                    "cannot start the server of cluster "
                            + folder.name()
                            + ": "
                            + refused.getMessage(),
                    "check that "
                            + builder.command().getFirst()
                            + " can be run and "
                            + folder.path()
                            + " be written");
        }
    }

    private static List<String> java(ClusterFolder folder, boolean fixedPort, boolean console) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Ours is a quarter of the machine, as Java chooses; a server may have as much.
        long heap = Math.min(HEAP_MAX, Runtime.getRuntime().maxMemory());
        command.addAll(cache());
        command.addAll(
                List.of(
                        "-XX:+UseG1GC",
                        "-Xmx" + (heap >> 20) + "m",
                        "-XX:-UsePerfData",
                        "-XX:+ExitOnOutOfMemoryError",
                        // A cache that does not fit is left aside without a word.
                        "-Xlog:disable",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dvertx.disableFileCPResolving=true",
                        "-Dvertx.disableFileCaching=true",
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        "dev.wavetank.cli.Main",
                        "serve",
                        "--name",
                        folder.name()));
        if (fixedPort) {
            command.add("--fixed-port");
        }
        if (console) {
            command.add("--console");
        }
        return command;
    }

    private static List<String> cache() {
        String learn = System.getProperty(LEARN, "");
        if (!learn.isEmpty()) {
            return List.of("-XX:AOTCacheOutput=" + learn);
        }
        String cache = System.getProperty(CACHE, "");
        return cache.isEmpty() ? List.of() : List.of("-XX:AOTCache=" + cache);
    }

    /// The server runs in its own folder, where a path that is relative to ours leads nowhere.
    static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static @Nullable Path setsid() {
        for (String folder : List.of("/usr/bin", "/bin")) {
            Path file = Path.of(folder, "setsid");
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    /// Ends the server of a cluster: orderly, and by force when that takes too long.
    ///
    /// @return whether one was running
    public static boolean stop(ClusterFolder folder) {
        var process = ServerLock.holder(folder);
        if (process.isEmpty()) {
            return false;
        }
        process.get().destroy();
        if (!released(folder, ORDERLY)) {
            process.get().destroyForcibly();
            if (!released(folder, ORDERLY)) {
                throw Failure.of(
                        "process "
                                + process.get().pid()
                                + " of cluster "
                                + folder.name()
                                + " does not end",
                        "end it yourself: kill -9 " + process.get().pid());
            }
        }
        return true;
    }

    /// The lock tells more than the process: a dead one may still be waited for by its parent.
    private static boolean released(ClusterFolder folder, Duration within) {
        long until = System.nanoTime() + within.toNanos();
        while (ServerLock.holder(folder).isPresent()) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    /// Waits until a child has ended, and ends it by force when that takes too long.
    static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(ORDERLY)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException ended) {
            process.destroyForcibly();
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException ended) {
            throw Failure.of("interrupted", "run this again");
        }
    }
}
