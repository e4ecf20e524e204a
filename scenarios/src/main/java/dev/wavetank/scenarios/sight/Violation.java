package dev.wavetank.scenarios.sight;

import dev.wavetank.cluster.world.Time;

import java.util.List;

/// An invariant that did not hold.
///
/// @param invariant its name
/// @param problem in one sentence: what was found, and what is allowed
/// @param objects all objects that are part of it
public record Violation(Time at, String invariant, String problem, List<String> objects) {
    public Violation {
        objects = List.copyOf(objects);
    }
}
