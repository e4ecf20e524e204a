package dev.wavetank.cli.demo;

import java.time.Duration;

/// How long to pause where something is worth reading.
final class Pace {
    private Duration left;
    private Duration spent = Duration.ZERO;

    /// @param budget after so much pausing there is none any more; zero for those who read later
    Pace(Duration budget) {
        left = budget;
    }

    void pause(Duration length) {
        Duration now = length.compareTo(left) < 0 ? length : left;
        if (now.isZero()) {
            return;
        }
        left = left.minus(now);
        spent = spent.plus(now);
        try {
            Thread.sleep(now);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            left = Duration.ZERO;
        }
    }

    /// {@return how long all pauses were}
    Duration spent() {
        return spent;
    }
}
