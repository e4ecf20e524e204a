package dev.wavetank.tank;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// A world that may be paused while its parts run on.
record StuckWorld(World own, World parts) implements World {
    @Override
    public Time now() {
        return own.now();
    }

    @Override
    public void post(String cause, Runnable turn) {
        own.post(cause, turn);
    }

    @Override
    public Cancellable after(String cause, Duration delay, Runnable turn) {
        return own.after(cause, delay, turn);
    }

    @Override
    public RandomGenerator chance(String purpose) {
        return own.chance(purpose);
    }

    @Override
    public World child(String component) {
        return parts.child(component);
    }

    @Override
    public String component() {
        return own.component();
    }

    @Override
    public void close() {
        own.close();
    }
}
