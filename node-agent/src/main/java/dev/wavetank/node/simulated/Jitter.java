package dev.wavetank.node.simulated;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Makes modelled times differ a little, as real ones do.
final class Jitter {
    private Jitter() {}

    /// {@return the time and up to a tenth more, to the millisecond}
    static Duration on(Duration time, RandomGenerator chance) {
        long tenth = time.toMillis() / 10;
        return tenth == 0 ? time : time.plusMillis(chance.nextLong(tenth + 1));
    }
}
