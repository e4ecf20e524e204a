package dev.wavetank.node.docker;

/// Why the Docker engine cannot be used, and what to do about it.
public final class EngineProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    EngineProblem(String happened, String remedy, Throwable cause) {
        super(happened, cause);
        this.remedy = remedy;
    }

    EngineProblem(String happened, String remedy) {
        super(happened);
        this.remedy = remedy;
    }

    /// {@return what happened, in one line}
    public String happened() {
        return String.valueOf(getMessage());
    }

    /// {@return what the user can do}
    public String remedy() {
        return remedy;
    }
}
