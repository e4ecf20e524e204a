package dev.wavetank.scenarios.report;

import dev.wavetank.scenarios.run.Spoken;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.sight.FaultRecord;

/// What reports for people say.
public final class Words {
    private Words() {}

    /// {@return what came of it}
    public static String of(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "passed";
            case ASSERTION_FAILED -> "failed: something did not hold that has to";
            case INVARIANT_VIOLATED -> "failed: the cluster did what it must never do";
            case NOT_CONVERGED -> "failed: the cluster did not heal";
            case INTERRUPTED -> "interrupted";
        };
    }

    /// {@return how the cluster recovered from a fault}
    public static String recovery(FaultRecord fault) {
        var recovered = fault.recovered();
        if (!fault.harmed()) {
            return "did no harm to what has to hold";
        } else if (recovered == null) {
            return "not recovered from by the end";
        }
        return "recovered " + Spoken.duration(recovered.since(fault.began())) + " after it began";
    }
}
