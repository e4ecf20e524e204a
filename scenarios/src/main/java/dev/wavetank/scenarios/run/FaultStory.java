package dev.wavetank.scenarios.run;

import dev.wavetank.scenarios.faults.Fault;

import java.util.ArrayList;
import java.util.List;

/// Tells of one fault: in one line that it begins and what it hits, later what else it hits, and
/// when it ends.
final class FaultStory {
    private final String name;
    private final Fault fault;
    private final Steps.Log log;
    private final List<String> targets = new ArrayList<>();
    private boolean began;

    FaultStory(String name, Fault fault, Steps.Log log) {
        this.name = name;
        this.fault = fault;
        this.log = log;
    }

    void hit(String target) {
        targets.add(target);
        if (began) {
            log.entry(Entry.Sort.FAULT_BEGINS, name, "hits " + target, Entry.Level.DETAIL);
        }
    }

    /// All that is hit at once is hit.
    ///
    /// @param refused whether it could not begin
    void began(boolean refused) {
        began = true;
        if (refused) {
            return;
        }
        String what = name.equals(fault.verb()) ? "" : "(" + fault.verb() + ") ";
        String does = fault.momentary() ? "strikes" : "begins";
        String where =
                targets.isEmpty()
                        ? ""
                        : fault.momentary()
                                ? " " + String.join(", ", targets)
                                : " on " + String.join(", ", targets);
        log.entry(Entry.Sort.FAULT_BEGINS, name, what + does + where, Entry.Level.STORY);
    }

    void over() {
        if (!fault.momentary()) {
            log.entry(Entry.Sort.FAULT_ENDS, name, "ends" + counted(), Entry.Level.STORY);
        }
    }

    private String counted() {
        return targets.size() > 1 ? " after it hit " + targets.size() : "";
    }
}
