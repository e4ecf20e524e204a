package dev.wavetank.scenarios.files;

import dev.wavetank.scenarios.format.Problem;
import dev.wavetank.scenarios.plan.Scenario;

import java.util.List;

/// What came of reading a scenario file.
public sealed interface Read {
    /// Nothing is wrong in it.
    record Understood(Scenario scenario) implements Read {}

    /// All that is wrong in it, in the order of the text, at least one problem.
    record Wrong(List<Problem> problems) implements Read {
        public Wrong {
            problems = List.copyOf(problems);
        }
    }
}
