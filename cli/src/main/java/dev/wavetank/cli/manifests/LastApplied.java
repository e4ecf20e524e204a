package dev.wavetank.cli.manifests;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;

/// What was applied last, as kubectl remembers it in an annotation; both tools take each other's.
final class LastApplied {
    static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    private LastApplied() {}

    /// {@return the object that was applied last; empty when none was, or it cannot be read}
    static Json.Obj of(Json.Obj current) {
        String text = current.object("metadata").object("annotations").text(ANNOTATION);
        try {
            return !text.isEmpty() && JsonText.read(text) instanceof Json.Obj object
                    ? object
                    : Json.Obj.EMPTY;
        } catch (Malformed overwritten) {
            return Json.Obj.EMPTY;
        }
    }

    /// {@return the object with itself in the annotation}
    static Json.Obj remember(Json.Obj object) {
        Json.Obj meta = object.object("metadata");
        Json.Obj annotations = meta.object("annotations").without(ANNOTATION);
        Json.Obj plain = object.with("metadata", meta.with("annotations", annotations));
        return object.with(
                "metadata",
                meta.with("annotations", annotations.with(ANNOTATION, goText(plain) + "\n")));
    }

    /// Go's encoder escapes what HTML gives a meaning; these characters occur inside strings only.
    private static String goText(Json.Obj object) {
        return JsonText.write(object)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
