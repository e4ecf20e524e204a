package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.Time;

/// One line of a timeline.
///
/// @param subject which object, component or fault: `pod shop/web-6d4`, `node-2`
public record Entry(Time at, Sort sort, String subject, String text) {
    /// What kind of thing happened; what a report colours by.
    public enum Sort {
        /// The scenario moves on: boot, method, healing, end.
        PHASE,
        STEP,
        FAULT_BEGINS,
        FAULT_ENDS,
        NODE,
        POD,
        WORKLOAD,
        DECISION,
        HOLDS_AGAIN,
        FAILS,
        VIOLATION
    }
}
