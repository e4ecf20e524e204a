package dev.wavetank.client;

import dev.wavetank.cluster.world.Seeds;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A world in real time. Children share their parent's thread; [#thread] gives one its own.
///
/// Here all methods may be called from any thread.
public final class WallWorld implements World {
    /// The fastest clock that is offered: `--speed` of `wavetank up`.
    public static final int SPEED_MAX = 100;

    private final Clock clock;
    private final TurnLoop loop;
    private final boolean ownsLoop;
    private final @Nullable WallWorld parent;
    private final String component;
    private final TreeMap<String, WallWorld> children = new TreeMap<>();
    private volatile boolean closed;

    /// Hears of a turn that threw; the loop goes on with the next one.
    @FunctionalInterface
    public interface Failures {
        void failed(String component, String cause, Throwable thrown);
    }

    /// What all worlds of one root share. It is also the lock that guards their family tree.
    private record Clock(long seed, int speed, Instant start, long startNanos, Failures failures) {
        Time now() {
            long nanos = (System.nanoTime() - startNanos) * speed;
            // At normal speed the wall clock is asked, since it may be set and this machine may
            // have slept; a faster one exists only here.
            return new Time(speed == 1 ? Instant.now() : start.plusNanos(nanos), nanos);
        }
    }

    /// Makes a root and starts its thread.
    ///
    /// @param thread the thread's name
    /// @param seed where all chance comes from
    /// @param speed how many seconds pass here in one real second: 1 to [#SPEED_MAX]
    public WallWorld(String thread, long seed, int speed, Failures failures) {
        this(
                new Clock(seed, speed, Instant.now(), System.nanoTime(), failures),
                new TurnLoop(thread, failures),
                true,
                null,
                "");
        if (speed < 1 || speed > SPEED_MAX) {
            throw new IllegalArgumentException(
                    "speed: " + speed + "; allowed are 1 to " + SPEED_MAX);
        }
        loop.start();
    }

    private WallWorld(
            Clock clock,
            TurnLoop loop,
            boolean ownsLoop,
            @Nullable WallWorld parent,
            String component) {
        this.clock = clock;
        this.loop = loop;
        this.ownsLoop = ownsLoop;
        this.parent = parent;
        this.component = component;
    }

    @Override
    public Time now() {
        return clock.now();
    }

    @Override
    public void post(String cause, Runnable turn) {
        if (!closed) {
            loop.add(new WallTurn(this, cause, false, 0, turn));
        }
    }

    @Override
    public Cancellable after(String cause, Duration delay, Runnable turn) {
        // Rounded up, so that the turn never finds the clock before its time.
        long real = Math.ceilDiv(Math.max(0, saturated(delay)), clock.speed);
        var timed = new WallTurn(this, cause, true, System.nanoTime() + real, turn);
        if (!closed) {
            loop.add(timed);
        }
        return timed;
    }

    /// Half the range of a long, 146 years, is as good as never, and differences stay exact.
    private static long saturated(Duration delay) {
        var never = Duration.ofNanos(Long.MAX_VALUE / 2);
        return (delay.compareTo(never) < 0 ? delay : never).toNanos();
    }

    @Override
    public RandomGenerator chance(String purpose) {
        return Seeds.stream(clock.seed, component, purpose);
    }

    @Override
    public World child(String name) {
        return adopt(name, loop, false);
    }

    /// {@return a child whose turns run on a thread of its own}
    ///
    /// @param name the part's name, unique among its siblings that are alive; also the thread's
    public World thread(String name) {
        var own = new TurnLoop(name, clock.failures);
        var child = adopt(name, own, true);
        own.start();
        return child;
    }

    private WallWorld adopt(String name, TurnLoop on, boolean own) {
        var child =
                new WallWorld(
                        clock, on, own, this, component.isEmpty() ? name : component + "/" + name);
        synchronized (clock) {
            child.closed = closed;
            if (children.putIfAbsent(name, child) != null) {
                throw new IllegalStateException(child.component + " is already alive");
            }
        }
        return child;
    }

    @Override
    public String component() {
        return component;
    }

    boolean closed() {
        return closed;
    }

    TurnLoop loop() {
        return loop;
    }

    /// Also ends the threads that belong to this world and its children. A turn that is running is
    /// not interrupted.
    @Override
    public void close() {
        synchronized (clock) {
            closed = true;
            for (var child : new TreeMap<>(children).values()) {
                child.close();
            }
            if (parent != null) {
                String prefix = parent.component.isEmpty() ? "" : parent.component + "/";
                parent.children.remove(component.substring(prefix.length()), this);
            }
        }
        if (ownsLoop) {
            loop.end();
        }
    }
}
