package dev.wavetank.scenarios.files;

import java.util.List;

/// Whoever can tell whether a CEL expression is one.
public interface Expressions {
    /// {@return what is wrong with it; nothing when it compiles to true or false}
    List<Mistake> mistakes(String expression);

    /// Something wrong in an expression.
    ///
    /// @param offset where, counted from 0 in UTF-16 units
    record Mistake(int offset, String message) {}
}
