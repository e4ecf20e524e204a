package dev.wavetank.scenarios.explore;

import dev.wavetank.scenarios.plan.Scenario;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/// Takes away from a failing scenario what the failure does not need, until nothing more can go.
public final class Shrinking {
    /// How many runs it may take. Chosen: some seconds.
    private static final int RUNS_MAX = 1_000;

    private final Predicate<Scenario> fails;
    private final Progress progress;
    private int runs;

    /// Hears of each smaller scenario that still fails.
    @FunctionalInterface
    public interface Progress {
        /// A smaller one was found.
        ///
        /// @param runs how many scenarios were lived so far
        void smaller(Scenario scenario, int runs);
    }

    /// @param fails whether a scenario fails as the first one did
    Shrinking(Predicate<Scenario> fails, Progress progress) {
        this.fails = fails;
        this.progress = progress;
    }

    /// {@return the smallest scenario that was found to fail; the first one, if nothing can go}
    Scenario shrink(Scenario failing) {
        var smallest = failing;
        for (var next = step(smallest); next != null; next = step(smallest)) {
            smallest = next;
            progress.smaller(smallest, runs);
        }
        return smallest;
    }

    private @Nullable Scenario step(Scenario from) {
        for (var candidate : Reductions.of(from)) {
            if (runs++ >= RUNS_MAX) {
                return null;
            }
            if (fails.test(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
