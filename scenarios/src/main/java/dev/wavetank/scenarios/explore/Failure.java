package dev.wavetank.scenarios.explore;

import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.sight.Violation;

import org.jspecify.annotations.Nullable;

import java.util.TreeSet;

/// What failed, so that two failures can be told to be the same.
///
/// @param what the first invariant that was violated, or ""
public record Failure(Verdict verdict, String what) {
    /// {@return what failed, or null when nothing did}
    public static @Nullable Failure of(Result result) {
        return result.verdict() == Verdict.PASSED
                ? null
                : new Failure(
                        result.verdict(),
                        result.violations().stream()
                                .map(Violation::invariant)
                                .findFirst()
                                .orElse(""));
    }

    /// {@return in one line what failed, and with which objects}
    public static String words(Result result) {
        var words = new TreeSet<String>();
        result.violations().forEach(each -> words.add(each.invariant() + ": " + each.problem()));
        words.addAll(result.unsettled());
        result.checks().stream()
                .filter(check -> !check.passed())
                .forEach(check -> words.add(check.name() + ": " + check.found()));
        return String.join("; ", words);
    }
}
