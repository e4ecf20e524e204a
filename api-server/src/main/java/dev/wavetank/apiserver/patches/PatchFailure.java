package dev.wavetank.apiserver.patches;

/// A patch that is well formed and cannot be applied to this object: a failed `test`, a path that
/// leads nowhere.
public final class PatchFailure extends RuntimeException {
    PatchFailure(String message) {
        super(message);
    }
}
