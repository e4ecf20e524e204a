package dev.wavetank.cli.rehearsal;

import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `wavetank rehearse`: what the launcher runs once after a build.
@Command(
        name = "rehearse",
        description =
                "Runs a cluster and commands for a few seconds and keeps what Java learnt from it:"
                        + " loaded classes and profiles of methods.")
public final class RehearseCommand implements Callable<Integer> {
    @Option(
            names = "--into",
            required = true,
            paramLabel = "FOLDER",
            description = "where command.aot and server.aot are put")
    Path into = Path.of("");

    @Option(
            names = "--options",
            required = true,
            paramLabel = "FILE",
            description = "the options with which commands are run")
    Path options = Path.of("");

    public RehearseCommand(Terminal terminal, Home home) {}

    @Override
    public Integer call() {
        try (var rehearsal = new Rehearsal(into.toAbsolutePath(), options.toAbsolutePath())) {
            rehearsal.run();
            return 0;
        } catch (IOException refused) {
            throw Failure.of("cannot rehearse: " + refused, "see that " + into + " can be written");
        } catch (InterruptedException ended) {
            throw Failure.of("interrupted", "run this again");
        }
    }
}
