package dev.wavetank.scenarios.explore;

import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Setting;
import dev.wavetank.scenarios.run.VirtualRun;
import dev.wavetank.scenarios.sight.Condition;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;
import java.util.function.Supplier;

/// Lives one scenario with random faults, seed by seed. May be used on several threads.
public final class Exploration {
    private final Scenario scenario;
    private final Supplier<Function<String, Condition>> conditions;
    private final boolean spare;
    private final String unfit;

    /// What was found with one seed.
    ///
    /// @param schedule the scenario with the faults of this seed, nothing left to draw
    public record Find(long seed, Scenario schedule, Result result, Failure failure) {}

    /// Lives the scenario without faults first, and with one node fewer: only what is well then can
    /// be asked to get well again.
    ///
    /// @param conditions gives what makes the conditions of one run
    public Exploration(Scenario scenario, Supplier<Function<String, Condition>> conditions) {
        this.scenario = scenario;
        this.conditions = conditions;
        var calm = live(FaultModel.calm(scenario, 0), 0);
        unfit = Failure.of(calm) == null ? "" : Failure.words(calm);
        spare = scenario.cluster().nodes() > 2 && well(FaultModel.calm(scenario, 1), 0);
    }

    /// {@return why the scenario cannot be explored: what fails in it without any faults; "" when
    /// nothing does}
    public String unfit() {
        return unfit;
    }

    /// {@return the scenario with the faults of this seed}
    public Scenario schedule(long seed) {
        return FaultModel.draw(scenario, seed, spare);
    }

    /// Lives the scenario with the faults of this seed.
    ///
    /// @return what failed, or null when nothing did
    public @Nullable Find explore(long seed) {
        return find(schedule(seed), seed);
    }

    /// Lives a schedule.
    ///
    /// @return what failed, or null when nothing did
    public @Nullable Find find(Scenario schedule, long seed) {
        var result = live(schedule, seed);
        var failure = Failure.of(result);
        return failure == null ? null : new Find(seed, schedule, result, failure);
    }

    /// {@return the smallest schedule that fails as this one does, and is well without its faults}
    public Find shrink(Find find, Shrinking.Progress progress) {
        long seed = find.seed();
        var shrinking =
                new Shrinking(
                        smaller ->
                                find.failure().equals(Failure.of(live(smaller, seed)))
                                        && well(FaultModel.calm(smaller, 0), seed),
                        progress);
        var smallest = shrinking.shrink(find.schedule());
        return new Find(seed, smallest, live(smallest, seed), find.failure());
    }

    private boolean well(Scenario calm, long seed) {
        return Failure.of(live(calm, seed)) == null;
    }

    private Result live(Scenario schedule, long seed) {
        return VirtualRun.liveUnhashed(
                schedule, seed, new Setting(conditions.get(), _ -> {}, false));
    }
}
