package dev.wavetank.cli.demo;

import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// `wavetank demo`.
@Command(
        name = "demo",
        description = {
            "Shows in a minute what a cluster does: in this process, on a virtual clock, without",
            "kubectl, Docker or network. It boots three nodes, deploys a shop, rolls out its"
                    + " second",
            "version, pulls a node's plug and tells what each component decides and why.",
            "",
            "The exit code is 0 when everything healed, otherwise 1. Without a terminal there are"
                    + " no",
            "pauses."
        },
        footer = {
            "%nExamples:",
            "  wavetank demo",
            "  wavetank demo --seed 42     the same story with other pods on other nodes",
            "  wavetank demo --fast        without pauses"
        })
public final class DemoCommand implements Callable<Integer> {
    /// What every terminal has, and mails and logs are read in.
    private static final int WIDTH = 80;

    private final Terminal terminal;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "the same seed lives the same life; if not given, ${DEFAULT-VALUE}")
    long seed = Demo.SEED;

    @Option(names = "--fast", description = "do not pause for the reader")
    boolean fast;

    /// Like every command; this one leaves the home folder alone.
    @SuppressWarnings("unused") // All commands are made in the same way.
    public DemoCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean watched = Terminal.isTerminal(1);
        return Demo.run(terminal, watched && !fast, watched ? width() : WIDTH, seed);
    }

    /// Java does not know how wide a terminal is; `stty` asks it.
    private static int width() {
        try {
            var stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            stty.waitFor(1, TimeUnit.SECONDS);
            String[] rowsAndColumns = size.strip().split(" ", 2);
            int columns = Integer.parseInt(rowsAndColumns[rowsAndColumns.length - 1]);
            return columns > 0 ? columns : WIDTH;
        } catch (IOException | NumberFormatException unknown) {
            return WIDTH;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return WIDTH;
        }
    }
}
