package dev.wavetank.scenarios.injection;

/// A place where faults do harm: links, worlds, runtimes, the journal. It knows of each harm whose
/// it is, so that faults compose and each is taken back alone.
interface Site {
    /// Takes back what this fault did here, and nothing else; nothing when it did nothing.
    void release(int fault);

    /// {@return whether anything of this fault is still here: looked up where the harm is done, not
    /// where it was noted}
    boolean holds(int fault);
}
