package dev.wavetank.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The `wavetank` command as a user runs it: each call is a process of its own, with a home and a
/// kubeconfig of its own.
final class Wavetank implements AutoCloseable {
    private static final int SECONDS_MAX = 300;

    private final Path home;

    Wavetank(Path home) {
        this.home = home;
    }

    /// What a process printed and ended with.
    record Result(int code, String out) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    Path kubeconfig() {
        return home.resolve("kubeconfig");
    }

    Path folder(String cluster) {
        return home.resolve("clusters").resolve(cluster);
    }

    /// {@return what a command printed; it has to succeed}
    String ok(String... args) {
        Result result = run(args);
        assertThat(result.code())
                .as("wavetank %s:%n%s", String.join(" ", args), result.out())
                .isZero();
        return result.out();
    }

    Result run(String... args) {
        return run(command(args));
    }

    /// {@return the process of a server of the cluster `default`, which just began to start}
    Process serve() throws IOException {
        var out = ProcessBuilder.Redirect.appendTo(home.resolve("serve.txt").toFile());
        return builder(command("serve")).redirectOutput(out).start();
    }

    private static List<String> command(String... args) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.wavetank.cli.Main"));
        command.addAll(List.of(args));
        if (args[0].equals("up")) {
            // Longer than the slowest machine takes.
            command.addAll(List.of("--wait", "4m"));
        }
        return command;
    }

    private ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WAVETANK_HOME", home.toString());
        builder.environment().put("KUBECONFIG", kubeconfig().toString());
        // kubectl keeps what it discovered there.
        builder.environment().put("HOME", home.toString());
        return builder.redirectInput(Path.of("/dev/null").toFile());
    }

    /// Runs any program with this home and this kubeconfig.
    Result run(List<String> command) {
        try {
            Path out = Files.createTempFile(home, "out", ".txt");
            Process process = builder(command).redirectOutput(out.toFile()).start();
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "no end after "
                                + SECONDS_MAX
                                + " s: "
                                + command
                                + "\n"
                                + Files.readString(out));
            }
            String text = Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(out);
            return new Result(process.exitValue(), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /// {@return the process that serves a cluster}
    ProcessHandle server(String cluster) throws IOException {
        long pid = Long.parseLong(Files.readString(folder(cluster).resolve("server.lock")).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /// Ends and removes all clusters.
    @Override
    public void close() throws IOException {
        Path clusters = home.resolve("clusters");
        if (Files.isDirectory(clusters)) {
            try (var folders = Files.list(clusters)) {
                folders.filter(Files::isDirectory)
                        .forEach(each -> run("delete", "--name", each.getFileName().toString()));
            }
        }
    }
}
