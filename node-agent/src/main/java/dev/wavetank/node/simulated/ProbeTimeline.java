package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Probe;
import dev.wavetank.node.runtime.ProbeKind;
import dev.wavetank.node.runtime.ProbeReport.Verdict;
import dev.wavetank.node.runtime.ProbeTally;

/// Knows when the results of a probe change, without making those in between.
///
/// A modelled app answers from one moment to another, so its probes fail, pass and fail again; only
/// the first result, a different result and a changed verdict are events. Times are monotonic
/// nanoseconds.
///
/// @param first when the first probe is made
/// @param up from when on a probe passes
/// @param down from when on it fails again; [Long#MAX_VALUE] for never
/// @param last the number of the last probe that the tally counts; -1 for none
/// @param tally what the probes up to that came to
record ProbeTimeline(
        ProbeKind kind, Probe spec, long first, long up, long down, long last, ProbeTally tally) {
    static final long NEVER = Long.MAX_VALUE;

    static ProbeTimeline of(ProbeKind kind, Probe spec, long first, long up, long down) {
        return new ProbeTimeline(kind, spec, first, up, down, -1, ProbeTally.start(kind));
    }

    /// {@return this, with other moments from which the app answers and answers no more}
    ///
    /// Both must agree with the moments until now about every probe that was made.
    ProbeTimeline answering(long from, long until) {
        return new ProbeTimeline(kind, spec, first, from, until, last, tally);
    }

    private long period() {
        // 10 s is the API's default, for pods that were never defaulted.
        return (spec.periodSeconds() > 0 ? spec.periodSeconds() : 10) * 1_000_000_000L;
    }

    private boolean passes(long number) {
        long at = first + number * period();
        return at >= up && at < down;
    }

    /// {@return when the next event is; [#NEVER] when there is none}
    long next() {
        long number = nextNumber();
        return number == NEVER ? NEVER : first + number * period();
    }

    private long nextNumber() {
        if (last < 0) {
            return 0;
        } else if (decided()) {
            return NEVER;
        }
        long more = tally.toVerdict(spec);
        return Math.min(more > 0 ? last + more : NEVER, nextFlip());
    }

    /// A startup probe ends when it passes; a container that failed for good is stopped.
    private boolean decided() {
        return switch (kind) {
            case STARTUP -> tally.verdict() != Verdict.UNKNOWN;
            case LIVENESS -> tally.verdict() == Verdict.FAILING;
            case READINESS -> false;
        };
    }

    private long nextFlip() {
        if (tally.passed()) {
            return down == NEVER ? NEVER : Math.max(last + 1, numberAt(down));
        }
        long number = Math.max(last + 1, numberAt(up));
        return passes(number) ? number : NEVER;
    }

    /// {@return the first probe that is not before this moment}
    private long numberAt(long moment) {
        return moment <= first ? 0 : Math.ceilDiv(moment - first, period());
    }

    /// {@return this after its next event}
    ProbeTimeline step() {
        long number = nextNumber();
        long same = last < 0 ? 0 : number - last - 1;
        var before = same == 0 ? tally : tally.plus(tally.passed(), same, spec);
        return new ProbeTimeline(
                kind, spec, first, up, down, number, before.plus(passes(number), 1, spec));
    }
}
