package dev.wavetank.cli.scenario;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.scenarios.determinism.Machines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `wavetank scenario check-determinism`: lives a scenario in Java machines that differ in what has
/// been known to leak into a program's behaviour, and compares the hashes of their traces.
final class Determinism {
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
            for (var options : Machines.OPTIONS) {
                started.add(start(options, scenario, seed));
            }
            var hashes = new ArrayList<String>();
            for (int i = 0; i < started.size(); i++) {
                terminal.progress("waiting for " + (started.size() - i) + " machines");
                String hash = hash(started.get(i));
                hashes.add(hash);
                terminal.line(hash + "  " + String.join(" ", Machines.OPTIONS.get(i)));
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
                    "see that this Java can start another: " + Machines.java());
        } finally {
            started.forEach(Process::destroyForcibly);
        }
    }

    private static Process start(List<String> options, String scenario, long seed)
            throws IOException {
        return Machines.start(
                options,
                List.of(
                        "dev.wavetank.cli.Main",
                        "scenario",
                        "run",
                        scenario,
                        "--seed",
                        Long.toString(seed),
                        "--report",
                        "none"));
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
