package dev.wavetank.scenarios.format;

import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a file asks of a [Reader] beyond the forms of its records. Whoever answers null has told
/// why.
public interface Dialect {
    /// {@return the value of a [ByKind] document, or whatever it stands for}
    @Nullable Object document(Spot spot, Reader reader);

    /// {@return the objects that this list stands for}
    @Nullable List<Json.Obj> objects(Spot list, Reader reader);

    /// Looks at a text that is to be a CEL expression.
    void expression(Spot text, Problems problems);

    /// Looks at a record whose fields are well-formed.
    ///
    /// @param spot what has its fields; for an alternative that is written as its only value, what
    ///   has that value under the alternative's name
    void check(Object record, Spot spot, Problems problems);
}
