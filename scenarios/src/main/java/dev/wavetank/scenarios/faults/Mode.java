package dev.wavetank.scenarios.faults;

/// How many of what a selector selects are hit, as in Chaos Mesh.
public enum Mode {
    /// One, drawn by the seed.
    ONE,
    ALL,
    /// As many as the value says.
    FIXED,
    /// As many percent as the value says, rounded up.
    FIXED_PERCENT,
    /// At most as many percent as the value says; how many is drawn by the seed.
    RANDOM_MAX_PERCENT
}
