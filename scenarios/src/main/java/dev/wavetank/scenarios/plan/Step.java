package dev.wavetank.scenarios.plan;

import dev.wavetank.scenarios.format.Says;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// One step of a method: what is done, and when.
@Says("one step: exactly one deed, and when it is done")
public record Step(
        @Says(value = "its name in the timeline; if not given, what it does", otherwise = "\"\"")
                String name,
        @Says(
                        "when, counted from the beginning of the method; such a step is done beside"
                                + " the others")
                @Nullable Duration at,
        @Says(
                        value = "at which change of state exactly; the steps after it wait for it",
                        name = "trigger")
                @Nullable Trigger on,
        @Says("whether the next step begins at once, without waiting for the end of this one")
                boolean background,
        Deed deed) {
    /// {@return a step in sequence}
    public static Step of(Deed deed) {
        return new Step("", null, null, false, deed);
    }

    /// {@return a step at this time, counted from the beginning of the method}
    public static Step at(Duration at, Deed deed) {
        return new Step("", at, null, false, deed);
    }
}
