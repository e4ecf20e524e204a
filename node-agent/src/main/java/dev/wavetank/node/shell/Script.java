package dev.wavetank.node.shell;

import java.util.List;

/// What a shell is to do: commands one after the other.
record Script(List<Step> steps) {
    Script {
        steps = List.copyOf(steps);
    }

    /// A command, and when it is run.
    ///
    /// @param assignments `NAME=word` before it
    record Step(
            When when,
            List<Assignment> assignments,
            List<Word> words,
            List<Redirection> redirections) {
        Step {
            assignments = List.copyOf(assignments);
            words = List.copyOf(words);
            redirections = List.copyOf(redirections);
        }
    }

    /// How a command depends on the one before.
    enum When {
        ALWAYS,
        AFTER_SUCCESS,
        AFTER_FAILURE
    }

    record Assignment(String name, Word value) {}

    /// Where a stream goes instead.
    ///
    /// @param stream 0, 1 or 2
    /// @param append whether what is there stays
    /// @param other the stream it is to be the same as; -1 for a file
    record Redirection(int stream, boolean append, int other, Word target) {}
}
