package dev.wavetank.scenarios.plan;

import dev.wavetank.scenarios.format.Cel;
import dev.wavetank.scenarios.format.Says;

import java.time.Duration;

/// Something that has to hold, in CEL.
@Says("something that has to hold")
public record Assertion(
        @Says("its name in reports") String name,
        @Says("a CEL expression that has to be true") @Cel String that,
        @Says(value = "when it has to hold", otherwise = "end") Mode mode,
        @Says(
                        value = "for continuous and during-faults: how long it may fail at a time",
                        otherwise = "0s")
                Duration tolerance) {

    /// When it has to hold.
    public enum Mode {
        /// When the method begins.
        START,
        /// When the cluster has healed.
        END,
        /// From the beginning of the method to the end.
        CONTINUOUS,
        /// Whenever a fault is active.
        DURING_FAULTS
    }
}
