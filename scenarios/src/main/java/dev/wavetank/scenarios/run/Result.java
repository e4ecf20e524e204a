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
/// @param samples how the cluster stood, whenever that changed; none when it was not recorded
/// @param lives how each node and pod fared; none when it was not recorded
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
        List<Life> lives,
        List<String> unsettled,
        Time methodBegan,
        Time ended) {
    /// What the timeline says when the method begins.
    public static final String METHOD_BEGINS = "the method begins";

    public Result {
        timeline = List.copyOf(timeline);
        faults = List.copyOf(faults);
        checks = List.copyOf(checks);
        violations = List.copyOf(violations);
        samples = List.copyOf(samples);
        lives = List.copyOf(lives);
        unsettled = List.copyOf(unsettled);
    }

    /// {@return whether the cluster came as far as the method}
    public boolean methodReached() {
        return timeline.stream()
                .anyMatch(entry ->
                        entry.sort() == Entry.Sort.PHASE && entry.text().equals(METHOD_BEGINS));
    }
}
