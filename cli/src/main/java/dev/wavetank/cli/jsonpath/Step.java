package dev.wavetank.cli.jsonpath;

import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One step of a path: from values to values.
sealed interface Step {
    /// `.name`.
    record Field(String name) implements Step {}

    /// `.*` of an object's members; those of an array are a [Slice].
    record Wildcard() implements Step {}

    /// `..`: the value itself and all that is in it.
    record Descent() implements Step {}

    /// `[start:end:step]`, `[3]`, `[*]`.
    ///
    /// @param start null for the first; below 0 counted from the end
    /// @param end exclusive; null for the length
    /// @param one whether the end was not written: exactly the item at `start`
    record Slice(@Nullable Integer start, @Nullable Integer end, int step, boolean one)
            implements Step {}

    /// `[0,2]`, `['a','b']`.
    record Union(List<List<Step>> paths) implements Step {}

    /// `[?(@.type=="Ready")]`.
    ///
    /// @param operator one of `== != < <= > >=`; "" when the left side only has to exist
    record Filter(List<Step> left, String operator, List<Step> right) implements Step {}

    /// `"\n"`, `3`, `true`.
    record Literal(Json value) implements Step {}
}
