package dev.wavetank.scenarios.run;

import dev.wavetank.scenarios.plan.Assertion;
import dev.wavetank.scenarios.sight.Condition;
import dev.wavetank.scenarios.sight.Sight;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What holds when all is well. A scenario without one of its own has this: all workloads have what
/// they want.
final class SteadyState {
    private final List<Assertion> assertions;
    private final List<Condition> conditions = new ArrayList<>();

    SteadyState(List<Assertion> assertions, Function<String, Condition> conditions) {
        this.assertions = assertions;
        assertions.forEach(each -> this.conditions.add(conditions.apply(each.that())));
    }

    boolean holds(Sight sight) {
        return conditions.isEmpty()
                ? Settling.lacking(sight).isEmpty()
                : conditions.stream().allMatch(condition -> condition.test(sight).holds());
    }

    /// {@return what came of asking for each part of it}
    List<Check> checks(Sight sight) {
        var checks = new ArrayList<Check>();
        for (int i = 0; i < conditions.size(); i++) {
            var assertion = assertions.get(i);
            var finding = conditions.get(i).test(sight);
            checks.add(
                    new Check(
                            assertion.name(),
                            "steady state",
                            assertion.that(),
                            finding.holds() ? null : sight.now(),
                            finding.found()));
        }
        return checks;
    }
}
