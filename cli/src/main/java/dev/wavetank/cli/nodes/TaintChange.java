package dev.wavetank.cli.nodes;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A taint to put on a node, or to take off: `team=blue:NoSchedule`, `team:NoSchedule-`, `team-`.
///
/// @param effect "" for whatever its effect is
record TaintChange(String key, String value, String effect, boolean removes) {
    private static final List<String> EFFECTS =
            List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    /// {@return the change in a word, or null when the word names a node}
    static @Nullable TaintChange read(String word) {
        boolean removes = word.endsWith("-");
        String text = removes ? word.substring(0, word.length() - 1) : word;
        int colon = text.lastIndexOf(':');
        if (colon < 0 && !removes) {
            return null;
        }
        String effect = colon < 0 ? "" : text.substring(colon + 1);
        if (colon >= 0 && !EFFECTS.contains(effect)) {
            throw Failure.usage(
                    "invalid taint effect: " + effect + ", unsupported taint effect",
                    "effects are " + String.join(", ", EFFECTS));
        }
        String pair = colon < 0 ? text : text.substring(0, colon);
        int equals = pair.indexOf('=');
        return new TaintChange(
                equals < 0 ? pair : pair.substring(0, equals),
                equals < 0 ? "" : pair.substring(equals + 1),
                effect,
                removes);
    }

    /// {@return as the user wrote it, without the `-`}
    String text() {
        return key + (value.isEmpty() ? "" : "=" + value) + (effect.isEmpty() ? "" : ":" + effect);
    }

    private boolean means(Json taint) {
        return taint instanceof Json.Obj each
                && each.text("key").equals(key)
                && (effect.isEmpty() || each.text("effect").equals(effect));
    }

    boolean found(List<Json> taints) {
        return taints.stream().anyMatch(this::means);
    }

    List<Json> applied(List<Json> taints) {
        var changed = new ArrayList<>(taints.stream().filter(each -> !means(each)).toList());
        if (!removes) {
            var taint = Json.Obj.builder().put("key", key).put("effect", effect);
            if (!value.isEmpty()) {
                taint.put("value", value);
            }
            changed.add(taint.build());
        }
        return changed;
    }
}
