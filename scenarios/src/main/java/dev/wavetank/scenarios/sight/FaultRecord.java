package dev.wavetank.scenarios.sight;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.scenarios.faults.Fault;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What became of one fault.
///
/// @param number counted from 1 in the order in which they began
/// @param name the step's, or what the fault does
/// @param targets each pod, node or component that was hit, in the order in which they were
/// @param ended null while it lasts
/// @param recovered when everything that has to hold in the steady state held again; null when it
///   does not yet
/// @param harmed whether it ceased to hold
public record FaultRecord(
        int number,
        String name,
        Fault fault,
        List<String> targets,
        Time began,
        @Nullable Time ended,
        @Nullable Time recovered,
        boolean harmed) {
    public FaultRecord {
        targets = List.copyOf(targets);
    }
}
