package dev.wavetank.scenarios.explore;

import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Step;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a method does to the cluster's objects, without its faults and questions.
final class Workload {
    /// In the place of a wait for something that may not come about under other faults.
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private Workload() {}

    static List<Step> of(List<Step> steps) {
        var kept = new ArrayList<Step>();
        for (var step : steps) {
            var deed = of(step.deed());
            if (deed != null) {
                kept.add(new Step(step.name(), step.at(), null, step.background(), deed));
            }
        }
        return kept;
    }

    private static @Nullable Deed of(Deed deed) {
        return switch (deed) {
            case Deed.Inject _, Deed.Check _ -> null;
            case Deed.Apply _, Deed.Patch _, Deed.Scale _, Deed.Delete _, Deed.Wait _ -> deed;
            case Deed.WaitUntil _ -> new Deed.Wait(PAUSE);
            case Deed.Sequence(var steps) -> new Deed.Sequence(of(steps));
            case Deed.Parallel(var steps) -> new Deed.Parallel(of(steps));
            case Deed.Repeat repeat ->
                    new Deed.Repeat(repeat.times(), repeat.every(), of(repeat.steps()));
        };
    }
}
