package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

/// What came of one assertion, wait or check.
///
/// @param name the assertion's, or the step's
/// @param when `start`, `end`, `continuous`, `during-faults`, `steady state`, `step`
/// @param failedAt null when it held
/// @param found what was there instead, for the reader; "" when it held
public record Check(
        String name, String when, String expression, @Nullable Time failedAt, String found) {
    public boolean passed() {
        return failedAt == null;
    }
}
