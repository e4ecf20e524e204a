package dev.wavetank.cli.jsonpath;

import java.util.List;

/// A part of a template.
sealed interface Part {
    /// Text outside of braces.
    record Words(String text) implements Part {}

    /// `{.a.b}`.
    record Path(List<Step> steps) implements Part {}

    /// `{range .items[*]} ... {end}`.
    record Range(List<Step> steps, List<Part> body) implements Part {}
}
