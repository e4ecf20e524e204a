package dev.wavetank.scenarios.samples;

import java.util.List;

/// The answer to the question for a version of a sample.
public sealed interface Lookup {

    /// The manifests, in the order in which they are applied.
    record Found(List<Manifest> manifests) implements Lookup {
        public Found {
            manifests = List.copyOf(manifests);
        }
    }

    /// There is no such sample or version; the message says what was asked for and what exists.
    record Unknown(String message) implements Lookup {}

    /// One YAML file: its name below the samples' folder (`shop/v1/store.yaml`), which is what an
    /// error message should show, and its text, which may hold several documents.
    record Manifest(String file, String text) {}
}
