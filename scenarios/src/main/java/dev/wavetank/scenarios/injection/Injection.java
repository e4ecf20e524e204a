package dev.wavetank.scenarios.injection;

/// A fault that has begun.
public interface Injection {
    /// {@return whether it is not over yet; false from the start for one that was refused}
    boolean active();

    /// Takes it back from everything it hit; nothing when that was done.
    ///
    /// What other faults do to the same targets stays.
    ///
    /// @throws IllegalStateException when something of it is left: a bug of ours
    void end();
}
