package dev.wavetank.scenarios.samples;

import java.util.List;

/// A sample application: its name as the user types it, what it is in one line, and its versions,
/// oldest first, at least one.
public record Sample(String name, String description, List<Version> versions) {
    public Sample {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("sample " + name + " has no version");
        }
    }

    /// One version: its name (`1`), what is new in it in one line, and its manifests' file names in
    /// the order in which they are applied, at least one.
    public record Version(String name, String description, List<String> files) {
        public Version {
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new IllegalArgumentException("version " + name + " has no file");
            }
        }
    }
}
