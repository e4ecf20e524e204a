package dev.wavetank.scenarios.explore;

import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Setting;
import dev.wavetank.scenarios.run.VirtualRun;
import dev.wavetank.scenarios.sight.Condition;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;
import java.util.function.Supplier;

/// Lives scenarios with random faults, seed by seed. May be used on several threads.
public final class Exploration {
    private final Supplier<Function<String, Condition>> conditions;

    /// What was found with one seed.
    ///
    /// @param schedule the scenario with the faults of this seed, nothing left to draw
    public record Find(long seed, Scenario schedule, Result result, Failure failure) {}

    /// @param conditions gives what makes the conditions of one run
    public Exploration(Supplier<Function<String, Condition>> conditions) {
        this.conditions = conditions;
    }

    /// Lives the scenario with the faults of this seed.
    ///
    /// @return what failed, or null when nothing did
    public @Nullable Find explore(Scenario scenario, long seed) {
        var schedule = FaultModel.draw(scenario, seed);
        var result = live(schedule, seed);
        var failure = Failure.of(result);
        return failure == null ? null : new Find(seed, schedule, result, failure);
    }

    /// {@return the smallest schedule that fails as this one does}
    public Find shrink(Find find, Shrinking.Progress progress) {
        var shrinking =
                new Shrinking(
                        smaller -> find.failure().equals(Failure.of(live(smaller, find.seed()))),
                        progress);
        var smallest = shrinking.shrink(find.schedule());
        return new Find(find.seed(), smallest, live(smallest, find.seed()), find.failure());
    }

    private Result live(Scenario schedule, long seed) {
        return VirtualRun.liveUnhashed(
                schedule, seed, new Setting(conditions.get(), _ -> {}, false));
    }
}
