package dev.wavetank.scenarios.run;

import dev.wavetank.scenarios.sight.Condition;

import java.util.function.Consumer;
import java.util.function.Function;

/// What it takes to live a scenario, beside the scenario itself.
///
/// @param conditions makes a condition of a CEL expression that was found right when the scenario
///   was read
/// @param live hears each line of the timeline when it happens
/// @param recorded whether the cluster's own history is told: nodes, pods, workloads, decisions,
///   samples. Without it the timeline has only the scenario's steps and its faults, and is cheap.
public record Setting(
        Function<String, Condition> conditions, Consumer<Entry> live, boolean recorded) {
    /// A run that is recorded.
    public Setting(Function<String, Condition> conditions, Consumer<Entry> live) {
        this(conditions, live, true);
    }
}
