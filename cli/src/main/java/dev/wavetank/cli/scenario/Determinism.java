package dev.wavetank.cli.scenario;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `wavetank scenario check-determinism`: lives a scenario in Java machines that differ in what has
/// been known to leak into a program's behaviour, and compares the hashes of their traces.
final class Determinism {
    private static final List<List<String>> MACHINES =
            List.of(
                    List.of("-XX:hashCode=0", "-XX:+UseSerialGC", "-Duser.timezone=UTC"),
                    List.of(
                            "-XX:hashCode=1",
                            "-XX:+UseParallelGC",
                            "-Duser.language=tr",
                            "-Duser.country=TR",
                            "-Duser.timezone=Asia/Kathmandu"),
                    List.of(
                            "-XX:hashCode=2",
                            "-XX:+UseG1GC",
                            "-Duser.language=ar",
                            "-Duser.country=EG",
                            "-Duser.timezone=America/St_Johns"),
                    List.of(
                            "-XX:hashCode=3",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Duser.language=th",
                            "-Duser.country=TH",
                            "-Duser.timezone=Pacific/Apia"),
                    List.of(
                            "-XX:hashCode=5",
                            "-XX:+UseSerialGC",
                            "-Xint",
                            "-Duser.language=de",
                            "-Duser.timezone=Europe/Berlin"));

    private final Terminal terminal;

    Determinism(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Compares five machines.
    ///
    /// @return 0 when all hashes are equal, otherwise 1
    int check(String scenario, long seed) {
        var started = new ArrayList<Process>();
        try {
            for (var options : MACHINES) {
                started.add(start(options, scenario, seed));
            }
            var hashes = new ArrayList<String>();
            for (int i = 0; i < started.size(); i++) {
                terminal.progress("waiting for " + (started.size() - i) + " machines");
                String hash = hash(started.get(i));
                hashes.add(hash);
                terminal.line(hash + "  " + String.join(" ", MACHINES.get(i)));
            }
            boolean same = hashes.stream().distinct().count() == 1;
            terminal.line(
                    same
                            ? terminal.green("the same life on five different machines")
                            : terminal.red("these machines lived different lives: report it"));
            return same ? 0 : 1;
        } catch (IOException broken) {
            throw Failure.of(
                    "a Java machine could not be started: " + broken.getMessage(),
                    "see that this Java can start another: " + java());
        } finally {
            started.forEach(Process::destroyForcibly);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Process start(List<String> options, String scenario, long seed)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-Xshare:auto"));
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.wavetank.cli.Main", "scenario", "run", scenario));
        command.addAll(List.of("--seed", Long.toString(seed), "--report", "none"));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static String hash(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> line.startsWith("trace "))
                    .map(line -> line.substring("trace ".length()))
                    .findFirst()
                    .orElse("no trace: it ended before its time");
        }
    }
}
