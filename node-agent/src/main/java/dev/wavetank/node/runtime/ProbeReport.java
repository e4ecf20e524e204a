package dev.wavetank.node.runtime;

/// What a probe came to, told when its result or its verdict changes.
///
/// @param verdict after the thresholds
/// @param passed the newest result
/// @param message why the newest result is a failure
/// @param serial grows with each report of the container, over all its probes
public record ProbeReport(Verdict verdict, boolean passed, String message, int serial) {
    /// What holds until enough results in a row say otherwise.
    public enum Verdict {
        PASSING,
        FAILING,
        /// A startup probe that has not made up its mind.
        UNKNOWN
    }
}
