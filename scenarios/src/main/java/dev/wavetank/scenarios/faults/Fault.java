package dev.wavetank.scenarios.faults;

import dev.wavetank.scenarios.format.ByKind;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Something that goes wrong on purpose: the closed list.
@ByKind
public sealed interface Fault
        permits PodChaos, NetworkChaos, TimeChaos, NodeChaos, ControlPlaneChaos {
    /// {@return how long it lasts; null until the end of the chaos, or for a fault that happens in
    /// a moment}
    @Nullable Duration duration();

    /// {@return whether it is over in the moment it begins, and leaves nothing to take back}
    boolean momentary();

    /// {@return the word for what it does: `pod-kill`, `power-off`}
    String verb();
}
