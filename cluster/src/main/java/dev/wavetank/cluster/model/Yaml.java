package dev.wavetank.cluster.model;

import java.util.ArrayList;
import java.util.List;

/// Reads YAML as kubectl does and writes it as `kubectl get -o yaml` does.
///
/// kubectl goes through Go's `sigs.k8s.io/yaml`, which is neither YAML 1.1 nor 1.2: `yes`, `on` and
/// `y` are true, `0755` is 493, `60:30` and dates are strings, of a key written twice the last
/// value stays. [YamlScalar] has these rules. What goes beyond [JsonText#DEPTH_MAX] levels, or
/// grows out of hand by aliases, is refused.
public final class Yaml {
    private Yaml() {}

    /// {@return the documents in this text; those that are empty or null are left out}
    ///
    /// JSON is YAML too; several JSON values may follow each other.
    ///
    /// @throws Malformed in kubectl's words, with the line counted from 1
    public static List<Json> readAll(String text) {
        if (looksLikeJson(text)) {
            try {
                return JsonText.readAll(text);
            } catch (Malformed notJson) {
                // A flow mapping, or broken; the YAML reader's message is the one users know.
            }
        }
        var documents = new ArrayList<Json>();
        var reader = new YamlReader(text);
        for (Json document = reader.next(); document != null; document = reader.next()) {
            if (!document.equals(Json.NULL)) {
                documents.add(document);
            }
        }
        return List.copyOf(documents);
    }

    /// A document and where its values stand.
    public record Located(Json value, Places places) {}

    /// {@return the documents in this text with the places of their values; those that are empty or
    /// null are left out}
    ///
    /// JSON is YAML too, but of several JSON values there must be a `---` before the second.
    ///
    /// @throws Malformed in kubectl's words, with its place
    public static List<Located> locateAll(String text) {
        var documents = new ArrayList<Located>();
        var reader = new YamlReader(text, true);
        for (Json document = reader.next(); document != null; document = reader.next()) {
            if (!document.equals(Json.NULL)) {
                documents.add(new Located(document, reader.places()));
            }
        }
        return List.copyOf(documents);
    }

    /// {@return the first document in this text, `null` when there is none}
    ///
    /// @throws Malformed in kubectl's words, with the line counted from 1
    public static Json read(String text) {
        if (looksLikeJson(text)) {
            try {
                return JsonText.read(text);
            } catch (Malformed notJson) {
                // As above.
            }
        }
        Json first = new YamlReader(text).next();
        return first == null ? Json.NULL : first;
    }

    /// {@return what a strict reader has against keys of the first document that a mapping has
    /// again, such as `line 3: key "a" already set in map`}
    ///
    /// @throws Malformed as [#read] does
    public static List<String> duplicates(String text) {
        var reader = new YamlReader(text);
        reader.next();
        return List.copyOf(reader.duplicates());
    }

    /// {@return the YAML text of this value, the last line ended}
    public static String write(Json value) {
        return new YamlWriter().document(value);
    }

    private static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{");
    }
}
