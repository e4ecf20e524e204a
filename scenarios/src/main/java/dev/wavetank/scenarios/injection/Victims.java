package dev.wavetank.scenarios.injection;

/// Hears what a fault does, in turns of the scenario's World.
public interface Victims {
    /// Something is hit: when the fault begins, or, since selectors are live, when it is born.
    ///
    /// @param target `pod shop/web-6d4`, `container shop/web-6d4/web`, `node-2`, `scheduler`
    void hit(String target);

    /// The fault cannot begin: it names what does not exist, or has no counterpart here.
    ///
    /// @param why one sentence, with what there is
    void refused(String why);

    /// It is over, by itself or taken back, and nothing of it is left.
    void over();
}
