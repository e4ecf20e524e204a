package dev.wavetank.node.runtime;

import dev.wavetank.cluster.model.Probe;
import dev.wavetank.node.runtime.ProbeReport.Verdict;

/// Counts equal results in a row, as upstream's prober does: a verdict changes when as many results
/// as the threshold asks for agree.
///
/// @param run how many of the newest results agree; 0 before the first
public record ProbeTally(Verdict verdict, boolean passed, long run) {
    /// Before the first result readiness fails, liveness passes and startup is unknown.
    public static ProbeTally start(ProbeKind kind) {
        return new ProbeTally(
                switch (kind) {
                    case STARTUP -> Verdict.UNKNOWN;
                    case LIVENESS -> Verdict.PASSING;
                    case READINESS -> Verdict.FAILING;
                },
                false,
                0);
    }

    /// {@return the tally after as many more results that are all the same}
    public ProbeTally plus(boolean result, long times, Probe spec) {
        long now = run > 0 && passed == result ? run + times : times;
        boolean decided = now >= threshold(result, spec);
        return new ProbeTally(decided ? verdict(result) : verdict, result, now);
    }

    /// {@return after how many more results like the newest the verdict changes; 0 for never}
    public long toVerdict(Probe spec) {
        return run == 0 || verdict == verdict(passed)
                ? 0
                : Math.max(1, threshold(passed, spec) - run);
    }

    private static Verdict verdict(boolean result) {
        return result ? Verdict.PASSING : Verdict.FAILING;
    }

    /// 1 and 3 are the API's defaults, for pods that were never defaulted.
    private static int threshold(boolean result, Probe spec) {
        int asked = result ? spec.successThreshold() : spec.failureThreshold();
        return asked > 0 ? asked : result ? 1 : 3;
    }
}
