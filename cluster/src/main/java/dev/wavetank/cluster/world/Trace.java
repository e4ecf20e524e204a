package dev.wavetank.cluster.world;

/// Sees every turn of a virtual world, in order: what determinism is proved on and timelines are
/// drawn from.
///
/// Further lines (actions, changes, faults, reasons) are added by those who know them, with
/// [#note].
public interface Trace {
    Trace NONE =
            new Trace() {
                @Override
                public void turn(Time time, String component, String cause) {}

                @Override
                public void note(Time time, String component, String what) {}
            };

    /// A turn begins.
    void turn(Time time, String component, String cause);

    /// Something happened within the turn.
    void note(Time time, String component, String what);
}
