package dev.wavetank.apiserver.http;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// A world in real time, as simple as can be.
final class ThreadWorld implements World {
    final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    @Override
    public Time now() {
        return new Time(Instant.now(), System.nanoTime());
    }

    @Override
    public void post(String cause, Runnable turn) {
        thread.execute(() -> run(turn));
    }

    @Override
    public Cancellable after(String cause, Duration delay, Runnable turn) {
        var timer = thread.schedule(() -> run(turn), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    private void run(Runnable turn) {
        try {
            turn.run();
        } catch (Throwable thrown) {
            failures.add(thrown);
        }
    }

    @Override
    public RandomGenerator chance(String purpose) {
        return new SplittableRandom(1);
    }

    @Override
    public World child(String component) {
        return this;
    }

    @Override
    public String component() {
        return "test";
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
