package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// Which taints a pod bears.
///
/// @param key the taint's key; "" with operator `Exists` bears every taint
/// @param operator `Equal` (also when "") or `Exists`
/// @param effect the effect it bears; "" is every effect
/// @param tolerationSeconds how long a `NoExecute` taint is borne; null is for ever
public record Toleration(
        String key,
        String operator,
        String value,
        String effect,
        @Nullable Long tolerationSeconds,
        Json.Obj rest) {
    /// {@return whether this bears the taint, however long}
    public boolean bears(Taint taint) {
        if (!effect.isEmpty() && !effect.equals(taint.effect())) {
            return false;
        }
        if (!key.isEmpty() && !key.equals(taint.key())) {
            return false;
        }
        return operator.equals("Exists") || (!key.isEmpty() && value.equals(taint.value()));
    }
}
