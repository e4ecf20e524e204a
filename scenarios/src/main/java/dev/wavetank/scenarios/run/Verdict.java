package dev.wavetank.scenarios.run;

/// What came of a scenario, and the exit code that says so.
public enum Verdict {
    PASSED(0),
    /// An assertion, a wait or a check of the scenario did not hold.
    ASSERTION_FAILED(1),
    /// The cluster did what it must never do.
    INVARIANT_VIOLATED(3),
    /// After the faults were taken back the cluster did not come to what is wanted, or to rest.
    NOT_CONVERGED(4),
    /// Somebody stopped it.
    INTERRUPTED(5);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
