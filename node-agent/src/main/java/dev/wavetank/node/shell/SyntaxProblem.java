package dev.wavetank.node.shell;

/// A script that the shell does not understand.
final class SyntaxProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    SyntaxProblem(String why) {
        super(why, null, false, false);
    }

    static SyntaxProblem unsupported(String what) {
        return new SyntaxProblem(
                "syntax error: \"" + what + "\" is beyond the shell of simulated containers");
    }
}
