package dev.wavetank.tank;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A world whose wall clock is wrong; durations pass as everywhere.
///
/// @param world the one behind it, whose turns these are
/// @param skew how far the wall clock is ahead at the moment; may change at any time, so one
///   supplier serves all lives of a component and all of its parts
public record SkewedWorld(World world, Supplier<Duration> skew) implements World {
    @Override
    public Time now() {
        var right = world.now();
        var wrong = skew.get();
        return wrong.isZero() ? right : new Time(right.wall().plus(wrong), right.nanos());
    }

    @Override
    public void post(String cause, Runnable turn) {
        world.post(cause, turn);
    }

    @Override
    public Cancellable after(String cause, Duration delay, Runnable turn) {
        return world.after(cause, delay, turn);
    }

    @Override
    public RandomGenerator chance(String purpose) {
        return world.chance(purpose);
    }

    @Override
    public World child(String name) {
        return new SkewedWorld(world.child(name), skew);
    }

    @Override
    public String component() {
        return world.component();
    }

    @Override
    public void close() {
        world.close();
    }
}
