package dev.wavetank.apiserver.patches;

import dev.wavetank.cluster.model.Json;

/// JSON merge patch, RFC 7386: objects merge, `null` removes, all else replaces.
public final class MergePatch {
    private MergePatch() {}

    /// {@return the target, patched}
    public static Json apply(Json target, Json patch) {
        if (!(patch instanceof Json.Obj changes)) {
            return patch;
        }
        Json.Obj merged = target instanceof Json.Obj object ? object : Json.Obj.EMPTY;
        for (int i = 0; i < changes.size(); i++) {
            String name = changes.name(i);
            Json change = changes.value(i);
            if (change.equals(Json.NULL)) {
                merged = merged.without(name);
            } else {
                Json old = merged.get(name);
                merged = merged.with(name, apply(old == null ? Json.NULL : old, change));
            }
        }
        return merged;
    }
}
