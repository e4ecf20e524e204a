package dev.wavetank.cli.streams;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The user's terminal, handing over each key as it is pressed; as it was before when closed.
///
/// By `stty`, which every Unix has.
final class RawTerminal implements AutoCloseable {
    private final String before;

    private RawTerminal(String before) {
        this.before = before;
    }

    /// {@return the terminal, in raw mode}
    ///
    /// @throws IOException when there is none
    static RawTerminal enter() throws IOException {
        String before = stty("-g");
        stty("raw", "-echo");
        return new RawTerminal(before);
    }

    /// {@return rows and columns, separated by a blank; "" when nobody knows}
    static String size() {
        try {
            return stty("size");
        } catch (IOException none) {
            return "";
        }
    }

    private static String stty(String... arguments) throws IOException {
        var command = new String[arguments.length + 1];
        command[0] = "stty";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        var process = new ProcessBuilder(command).redirectInput(new File("/dev/tty")).start();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("stty failed: there is no terminal");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
        return said.strip();
    }

    @Override
    public void close() {
        try {
            stty(before);
        } catch (IOException gone) {
            // Then nobody sees it.
        }
    }
}
