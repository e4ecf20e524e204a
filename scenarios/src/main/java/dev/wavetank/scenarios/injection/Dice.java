package dev.wavetank.scenarios.injection;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// The draws of one fault on one link, message after message.
final class Dice {
    private final RandomGenerator chance;
    private final int millionths;

    Dice(RandomGenerator chance, int millionths) {
        this.chance = chance;
        this.millionths = millionths;
    }

    boolean always() {
        return millionths == Chance.WHOLE;
    }

    /// {@return whether the next message is hit}
    boolean hit() {
        return always() || chance.nextInt(Chance.WHOLE) < millionths;
    }

    /// {@return the latency, more or less by at most the jitter, and never negative}
    Duration around(Duration latency, Duration jitter) {
        if (jitter.isZero()) {
            return latency;
        }
        long spread = chance.nextLong(-jitter.toNanos(), jitter.toNanos() + 1);
        return Duration.ofNanos(Math.max(0, latency.toNanos() + spread));
    }
}
