package dev.wavetank.scenarios.injection;

/// A fault that has begun.
public interface Injection {
    /// {@return whether it still does harm}
    boolean active();

    /// Takes it back from everything it hit; nothing when that was done.
    void end();
}
