package dev.wavetank.scenarios.files;

import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.plan.Scenario;

import java.util.List;

/// What must hold of records beyond the form of their fields.
final class Rules {
    private final List<String> invariants;

    /// @param invariants the names that exist
    Rules(List<String> invariants) {
        this.invariants = List.copyOf(invariants);
    }

    void check(Object record, Spot spot, Problems problems) {
        switch (record) {
            case Fault fault -> FaultRules.check(fault, spot, problems);
            case Scenario scenario -> PlanRules.scenario(scenario, invariants, spot, problems);
            default -> PlanRules.check(record, spot, problems);
        }
    }
}
