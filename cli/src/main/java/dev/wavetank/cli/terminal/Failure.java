package dev.wavetank.cli.terminal;

/// A command cannot do what it was asked to: one line that says what happened and one that says
/// what to do about it. It is printed without a stack trace.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;
    private final int exitCode;

    /// The exit code of a command that understood and failed.
    public static final int FAILED = 1;

    /// The exit code of a command that was called in a wrong way.
    public static final int USAGE = 2;

    /// The exit code of a command that met a bug of its own, as in sysexits.h.
    public static final int BUG = 70;

    private Failure(String happened, String remedy, int exitCode) {
        super(happened);
        this.remedy = remedy;
        this.exitCode = exitCode;
    }

    /// {@return a failure for the user to read}
    ///
    /// @param happened what happened, without a full stop: `no cluster named "x" is running`
    /// @param remedy what to do: `start it: wavetank up --name x`
    public static Failure of(String happened, String remedy) {
        return new Failure(happened, remedy, FAILED);
    }

    /// {@return a failure of the user's words, which costs exit code 2}
    public static Failure usage(String happened, String remedy) {
        return new Failure(happened, remedy, USAGE);
    }

    /// {@return what happened}
    public String happened() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }

    public int exitCode() {
        return exitCode;
    }
}
