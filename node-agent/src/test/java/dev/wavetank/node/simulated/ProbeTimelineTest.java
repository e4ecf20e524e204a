package dev.wavetank.node.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Probe;
import dev.wavetank.node.runtime.ProbeKind;
import dev.wavetank.node.runtime.ProbeReport.Verdict;
import dev.wavetank.node.runtime.ProbeTally;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

class ProbeTimelineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<ProbeKind> KINDS =
            List.of(ProbeKind.STARTUP, ProbeKind.LIVENESS, ProbeKind.READINESS);

    /// A result that differs from the one before, or a verdict that does.
    private record Told(long at, boolean passed, Verdict verdict) {}

    @Test
    void theTimelineTellsTheSameAtTheSameTimesAsProbingOneByOne() {
        var chance = new SplittableRandom(1);
        int told = 0;
        for (int i = 0; i < 20_000; i++) {
            var kind = KINDS.get(chance.nextInt(3));
            var spec =
                    new Probe(
                            0,
                            1,
                            1 + chance.nextInt(12),
                            kind == ProbeKind.READINESS ? 1 + chance.nextInt(4) : 1,
                            1 + chance.nextInt(5),
                            null,
                            Json.Obj.EMPTY);
            long first = chance.nextInt(30) * SECOND;
            long up = chance.nextInt(120) * SECOND;
            long down =
                    chance.nextInt(3) == 0
                            ? ProbeTimeline.NEVER
                            : up + chance.nextInt(200) * SECOND;
            var expected = oneByOne(kind, spec, first, at -> at >= up && at < down, 600 * SECOND);
            assertThat(byTimeline(kind, spec, first, up, down, 600 * SECOND))
                    .as("%s %s first %s up %s down %s", kind, spec, first, up, down)
                    .isEqualTo(expected);
            told += expected.size();
        }
        assertThat(told).isGreaterThan(40_000);
    }

    private static List<Told> oneByOne(
            ProbeKind kind, Probe spec, long first, LongPredicate passes, long end) {
        var told = new ArrayList<Told>();
        var tally = ProbeTally.start(kind);
        for (long at = first; at <= end; at += spec.periodSeconds() * SECOND) {
            var after = tally.plus(passes.test(at), 1, spec);
            if (tally.run() == 0
                    || after.passed() != tally.passed()
                    || after.verdict() != tally.verdict()) {
                told.add(new Told(at, after.passed(), after.verdict()));
            }
            tally = after;
            boolean over =
                    kind == ProbeKind.STARTUP
                            ? tally.verdict() != Verdict.UNKNOWN
                            : kind == ProbeKind.LIVENESS && tally.verdict() == Verdict.FAILING;
            if (over) {
                break;
            }
        }
        return told;
    }

    private static List<Told> byTimeline(
            ProbeKind kind, Probe spec, long first, long up, long down, long end) {
        var told = new ArrayList<Told>();
        tell(ProbeTimeline.of(kind, spec, first, up, down), end, told);
        return told;
    }

    @Test
    void aHangInBetweenIsToldAsProbingOneByOneTellsIt() {
        var chance = new SplittableRandom(2);
        for (int i = 0; i < 5_000; i++) {
            var spec =
                    new Probe(
                            0,
                            1,
                            1 + chance.nextInt(12),
                            1 + chance.nextInt(4),
                            1 + chance.nextInt(5),
                            null,
                            Json.Obj.EMPTY);
            long first = chance.nextInt(30) * SECOND;
            long hangs = chance.nextInt(100) * SECOND;
            long goesOn = hangs + chance.nextInt(100) * SECOND;
            long end = 300 * SECOND;
            var told = new ArrayList<Told>();
            var timeline =
                    ProbeTimeline.of(ProbeKind.READINESS, spec, first, 0, ProbeTimeline.NEVER);
            timeline = tell(timeline, hangs - 1, told).answering(0, hangs);
            timeline = tell(timeline, goesOn - 1, told).answering(goesOn, ProbeTimeline.NEVER);
            tell(timeline, end, told);
            assertThat(told)
                    .as("%s first %s hangs %s to %s", spec, first, hangs, goesOn)
                    .isEqualTo(
                            oneByOne(
                                    ProbeKind.READINESS,
                                    spec,
                                    first,
                                    at -> at < hangs || at >= goesOn,
                                    end));
        }
    }

    private static ProbeTimeline tell(ProbeTimeline timeline, long until, List<Told> told) {
        var at = timeline;
        while (at.next() <= until) {
            long now = at.next();
            at = at.step();
            told.add(new Told(now, at.tally().passed(), at.tally().verdict()));
        }
        return at;
    }

    @Test
    void threeFailuresInARowMakeALivenessProbeFail() {
        var spec = new Probe(0, 1, 10, 1, 3, null, Json.Obj.EMPTY);
        assertThat(byTimeline(ProbeKind.LIVENESS, spec, 0, 0, 15 * SECOND, 600 * SECOND))
                .containsExactly(
                        new Told(0, true, Verdict.PASSING),
                        new Told(20 * SECOND, false, Verdict.PASSING),
                        new Told(40 * SECOND, false, Verdict.FAILING));
    }
}
