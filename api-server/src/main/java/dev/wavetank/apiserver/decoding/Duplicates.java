package dev.wavetank.apiserver.decoding;

import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;

import java.util.List;

/// Finds fields that a JSON object has twice.
public final class Duplicates {
    private Duplicates() {}

    /// {@return the paths of the fields that come again, such as `spec.replicas`; none for what is
    /// no JSON}
    public static List<String> in(byte[] body) {
        try {
            return JsonText.duplicates(body);
        } catch (Malformed notJson) {
            return List.of();
        }
    }
}
