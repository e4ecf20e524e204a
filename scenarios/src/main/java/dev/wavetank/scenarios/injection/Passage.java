package dev.wavetank.scenarios.injection;

import java.time.Duration;

/// How the network is from one end to another, in this direction.
///
/// Each message is drawn on its own by who sends it.
///
/// @param delay by how much a message is late
/// @param jitter by how much more or less, at most
/// @param loss how many of a million are lost
/// @param duplicate how many of a million arrive twice
/// @param corrupt how many of a million arrive broken, and are sent again
/// @param cut whether nothing passes
public record Passage(
        Duration delay, Duration jitter, int loss, int duplicate, int corrupt, boolean cut) {
    public static final Passage CLEAR = new Passage(Duration.ZERO, Duration.ZERO, 0, 0, 0, false);

    static Passage delay(Duration delay, Duration jitter) {
        return new Passage(delay, jitter, 0, 0, 0, false);
    }

    /// {@return what both do to a message}
    Passage and(Passage other) {
        return new Passage(
                delay.plus(other.delay),
                jitter.plus(other.jitter),
                either(loss, other.loss),
                either(duplicate, other.duplicate),
                either(corrupt, other.corrupt),
                cut || other.cut);
    }

    private static int either(int one, int other) {
        return (int) (one + other - (long) one * other / Chance.WHOLE);
    }

    /// {@return whether no message gets through}
    public boolean closed() {
        return cut || loss == Chance.WHOLE;
    }
}
