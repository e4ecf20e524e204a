package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.sight.FaultRecord;
import dev.wavetank.scenarios.sight.Violation;

import java.util.List;

/// What came of a scenario lived with one seed. Nothing in it depends on the machine.
///
/// @param hash the SHA-256 of its trace as 64 hex digits; "" on the wall clock, which never does
///   the same twice
/// @param unsettled why the cluster did not come to rest, one sentence each; empty when it did
/// @param ended when it was over
public record Result(
        Scenario scenario,
        long seed,
        Verdict verdict,
        String hash,
        List<Entry> timeline,
        List<FaultRecord> faults,
        List<Check> checks,
        List<Violation> violations,
        List<Sample> samples,
        List<String> unsettled,
        Time methodBegan,
        Time ended) {
    public Result {
        timeline = List.copyOf(timeline);
        faults = List.copyOf(faults);
        checks = List.copyOf(checks);
        violations = List.copyOf(violations);
        samples = List.copyOf(samples);
        unsettled = List.copyOf(unsettled);
    }
}
