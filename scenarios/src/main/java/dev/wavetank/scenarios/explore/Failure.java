package dev.wavetank.scenarios.explore;

import dev.wavetank.scenarios.run.Check;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.TreeSet;

/// What failed, so that two failures can be told to be the same.
///
/// @param what the first invariant that was violated, or ""
public record Failure(Verdict verdict, String what) {
    /// {@return what failed, or null when nothing did}
    ///
    /// That a step could not be done, such as a fault for which there was no pod just then, says
    /// nothing of the cluster.
    public static @Nullable Failure of(Result result) {
        if (!result.violations().isEmpty()) {
            return new Failure(
                    Verdict.INVARIANT_VIOLATED, result.violations().getFirst().invariant());
        } else if (!result.unsettled().isEmpty()) {
            return new Failure(Verdict.NOT_CONVERGED, "");
        }
        return result.checks().stream().anyMatch(Failure::failed)
                ? new Failure(Verdict.ASSERTION_FAILED, "")
                : null;
    }

    private static boolean failed(Check check) {
        return !check.passed() && !check.when().equals("step");
    }

    /// {@return in one line what failed, and with which objects}
    public static String words(Result result) {
        var words = new TreeSet<String>();
        result.violations().forEach(each -> words.add(each.invariant() + ": " + each.problem()));
        words.addAll(result.unsettled());
        result.checks().stream()
                .filter(Failure::failed)
                .forEach(check -> words.add(check.name() + ": " + check.found()));
        return String.join("; ", words);
    }
}
