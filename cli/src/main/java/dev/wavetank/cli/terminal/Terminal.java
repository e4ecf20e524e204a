package dev.wavetank.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// Where a command prints: results to the standard output, everything else to the standard error.
///
/// Colour and progress appear only on a terminal, and colour only where `NO_COLOR` is not set.
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean outColour;
    private final boolean errColour;
    private final boolean live;
    private String progress = "";

    /// A terminal with these streams.
    ///
    /// @param outColour whether what goes to `out` may be coloured
    /// @param errColour the same for `err`
    /// @param live whether progress is shown, which rewrites a line of `err`
    public Terminal(
            PrintStream out, PrintStream err, boolean outColour, boolean errColour, boolean live) {
        this.out = out;
        this.err = err;
        this.outColour = outColour;
        this.errColour = errColour;
        this.live = live;
    }

    /// {@return the terminal of this process}
    public static Terminal system(Map<String, String> environment) {
        boolean plain =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "").equals("dumb");
        boolean outTerminal = isTerminal(1);
        boolean errTerminal = isTerminal(2);
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                outTerminal && !plain,
                errTerminal && !plain,
                errTerminal && !environment.getOrDefault("TERM", "").equals("dumb"));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 14),
                false,
                StandardCharsets.UTF_8);
    }

    /// {@return whether a file descriptor of this process, such as 1, leads to a terminal}
    ///
    /// Java only tells of input and output together; Linux tells of each.
    public static boolean isTerminal(int descriptor) {
        var link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/")
                        || target.startsWith("/dev/tty")
                        || target.equals("/dev/console");
            } catch (IOException unreadable) {
                return false;
            }
        }
        return Objects.requireNonNull(System.console(), "never null since Java 22").isTerminal();
    }

    /// Passes on what a program wrote, as it is and at once.
    ///
    /// @param error whether to standard error
    public synchronized void pass(boolean error, byte[] bytes) {
        var to = error ? err : out;
        to.write(bytes, 0, bytes.length);
        to.flush();
    }

    /// Prints a line of the result.
    public synchronized void line(String text) {
        endProgress();
        out.println(text);
    }

    /// Prints a part of the result as it is.
    public synchronized void print(String text) {
        endProgress();
        out.print(text);
    }

    /// Makes what was printed visible. A reader who went away ends the command.
    public synchronized void flush() {
        out.flush();
        err.flush();
    }

    /// {@return whether nobody reads the result any more}
    public boolean broken() {
        return out.checkError();
    }

    /// Says something beside the result.
    public synchronized void note(String text) {
        endProgress();
        err.println(text);
        flush();
    }

    /// Says what happened and what to do about it.
    public synchronized void failure(String happened, String remedy) {
        endProgress();
        out.flush();
        err.println(style(errColour, "31;1", "wavetank: ") + happened);
        if (!remedy.isEmpty()) {
            err.println("  " + remedy);
        }
        flush();
    }

    /// Shows how far something is, in place of what was shown before; nothing when the standard
    /// error is no terminal.
    public synchronized void progress(String text) {
        if (live && !text.equals(progress)) {
            err.print("\r\u001b[K" + text);
            err.flush();
            progress = text;
        }
    }

    /// {@return whether the result may be coloured}
    public boolean colour() {
        return outColour;
    }

    private void endProgress() {
        if (!progress.isEmpty()) {
            err.print("\r\u001b[K");
            err.flush();
            progress = "";
        }
    }

    public String bold(String text) {
        return style(outColour, "1", text);
    }

    public String green(String text) {
        return style(outColour, "32", text);
    }

    public String red(String text) {
        return style(outColour, "31", text);
    }

    public String yellow(String text) {
        return style(outColour, "33", text);
    }

    public String faint(String text) {
        return style(outColour, "2", text);
    }

    private static String style(boolean on, String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
