package dev.wavetank.apiserver.decoding;

import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Yaml;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Finds fields that an object has twice.
public final class Duplicates {
    private Duplicates() {}

    /// {@return what strict decoding of JSON has against fields that come again, such as `duplicate
    /// field "spec.replicas"`; nothing for what is no JSON}
    public static List<String> inJson(byte[] body) {
        try {
            return JsonText.duplicates(body).stream()
                    .map(path -> "duplicate field \"" + path + "\"")
                    .toList();
        } catch (Malformed notJson) {
            return List.of();
        }
    }

    /// {@return what strict decoding of YAML has against keys that come again, all in one sentence
    /// as Go says it; nothing for what is no YAML}
    public static List<String> inYaml(byte[] body) {
        try {
            var found = Yaml.duplicates(new String(body, StandardCharsets.UTF_8));
            return found.isEmpty()
                    ? List.of()
                    : List.of("yaml: unmarshal errors:\n  " + String.join("\n  ", found));
        } catch (Malformed notYaml) {
            return List.of();
        }
    }
}
