package dev.wavetank.scenarios.format;

import dev.wavetank.cluster.model.Places;

/// A document of a text.
///
/// @param file as messages name it
/// @param text the whole text, in which the places are
public record Source(String file, String text, Places places) {}
