package dev.wavetank.scenarios.sight;

/// An expression of a scenario, ready to be asked.
@FunctionalInterface
public interface Condition {
    Finding test(Sight sight);

    /// What came of asking.
    ///
    /// @param found what was there when it does not hold, or why it cannot be said; "" when it
    ///   holds
    record Finding(boolean holds, String found) {
        public static final Finding HOLDS = new Finding(true, "");
    }
}
