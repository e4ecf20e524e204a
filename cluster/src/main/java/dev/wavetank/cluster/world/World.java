package dev.wavetank.cluster.world;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// A component's only door to time, chance and turns.
///
/// All turns of one world run one after the other, never inside the call that asked for them, so a
/// component needs no locks. [#post] and [#after] may be called from any thread; all else from a
/// turn of this world.
public interface World {
    /// {@return the moment; the same during a whole turn in virtual time}
    Time now();

    /// Runs a turn soon, after those already posted.
    ///
    /// @param cause a constant phrase for the trace: "watch notice", "outcome"
    void post(String cause, Runnable turn);

    /// Runs a turn after a delay; at once when it is not positive.
    Cancellable after(String cause, Duration delay, Runnable turn);

    /// {@return a stream of chance of this component's own, the same each time it is asked for}
    ///
    /// Derived from the seed, the component and the purpose, so that one more draw elsewhere
    /// changes nothing here.
    RandomGenerator chance(String purpose);

    /// {@return a world for a part of this one, which is closed with it}
    ///
    /// @param component the part's name, unique among its siblings that are alive
    World child(String component);

    /// {@return the full name of the component: its parents' and its own, joined by "/"}
    String component();

    /// Ends this world as a crash would: its turns and timers are dropped, also those already due.
    void close();

    /// Something that was asked for and can be called off. Calling off twice does nothing.
    @FunctionalInterface
    interface Cancellable {
        void cancel();
    }
}
