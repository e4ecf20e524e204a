package dev.wavetank.tank;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.random.RandomGenerator;

/// A world whose turns wait while there is a [Pause]. Time goes on: who was paused finds on waking
/// that it is late, as a process does after SIGCONT.
///
/// Turns of one world, timers among them, run in the order in which they were due, also those that
/// come due while the waiting ones are run.
public final class PausableWorld implements World {
    private final World world;
    private final Pause pause;
    private final @Nullable PausableWorld parent;
    private final LinkedHashSet<PausableWorld> children = new LinkedHashSet<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /// A turn that was due during the pause.
    private record Waiting(String cause, Runnable turn) {}

    /// A turn that can be cancelled: before it is due, and while it waits.
    private static final class Turn implements Runnable, Cancellable {
        volatile @Nullable Runnable run;
        volatile @Nullable Cancellable timer;

        Turn(Runnable run) {
            this.run = run;
        }

        @Override
        public void run() {
            var turn = run;
            run = null;
            if (turn != null) {
                turn.run();
            }
        }

        @Override
        public void cancel() {
            run = null;
            var due = timer;
            if (due != null) {
                due.cancel();
            }
        }
    }

    /// @param world the one behind it, which is closed with it
    /// @param pause shared by all lives of the component
    public PausableWorld(World world, Pause pause) {
        this(world, pause, null);
    }

    private PausableWorld(World world, Pause pause, @Nullable PausableWorld parent) {
        this.world = world;
        this.pause = pause;
        this.parent = parent;
        pause.add(this);
    }

    @Override
    public Time now() {
        return world.now();
    }

    @Override
    public void post(String cause, Runnable turn) {
        world.post(cause, () -> due(cause, turn));
    }

    @Override
    public Cancellable after(String cause, Duration delay, Runnable run) {
        var turn = new Turn(run);
        turn.timer = world.after(cause, delay, () -> due(cause, turn));
        return turn;
    }

    private void due(String cause, Runnable turn) {
        if (pause.paused()) {
            waiting.add(new Waiting(cause, turn));
        } else if (waiting.isEmpty()) {
            turn.run();
        } else {
            waiting.add(new Waiting(cause, turn));
            world.post(cause, this::next);
        }
    }

    /// Asks for as many turns as wait.
    void goOn() {
        world.post("resume", () -> waiting.forEach(each -> world.post(each.cause(), this::next)));
    }

    private void next() {
        if (!pause.paused()) {
            var next = waiting.poll();
            if (next != null) {
                next.turn().run();
            }
        }
    }

    @Override
    public RandomGenerator chance(String purpose) {
        return world.chance(purpose);
    }

    @Override
    public World child(String name) {
        var child = new PausableWorld(world.child(name), pause, this);
        synchronized (children) {
            children.add(child);
        }
        return child;
    }

    @Override
    public String component() {
        return world.component();
    }

    @Override
    public void close() {
        world.close();
        pause.remove(this);
        if (parent != null) {
            synchronized (parent.children) {
                parent.children.remove(this);
            }
        }
        for (var child : family()) {
            child.close();
        }
    }

    private Iterable<PausableWorld> family() {
        synchronized (children) {
            return new ArrayList<>(children);
        }
    }
}
