package dev.wavetank.scenarios.files;

import org.jspecify.annotations.Nullable;

/// The files that a scenario names.
public interface Folder {
    /// {@return the text of a file, its path relative to the scenario's; null when it cannot be
    /// read}
    @Nullable String text(String path);
}
