package dev.wavetank.client;

import java.util.random.RandomGenerator;

/// How long to wait before trying again: client-go's reflector waits 0.8 s doubled up to 30 s, each
/// time stretched by chance up to twofold, so that many clients do not come back together.
final class BackOff {
    private static final long FIRST_MILLIS = 800;
    private static final long MAX_MILLIS = 30_000;

    /// A watch that ended as agreed is opened again almost at once.
    private static final long CALM_MILLIS = 50;

    private final RandomGenerator chance;
    private int failures;

    BackOff(RandomGenerator chance) {
        this.chance = chance;
    }

    void succeeded() {
        failures = 0;
    }

    long calm() {
        return stretched(CALM_MILLIS);
    }

    long failed() {
        long delay = Math.min(MAX_MILLIS, FIRST_MILLIS << Math.min(failures, 10));
        failures++;
        return stretched(delay);
    }

    private long stretched(long millis) {
        return millis + chance.nextLong(millis + 1);
    }
}
