package dev.wavetank.cluster.world;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A world whose clock jumps from one turn to the next, and whose every run with one seed is the
/// same.
///
/// Turns are ordered by time. Those due at the same moment are ordered by a hash of the seed, the
/// component and the component's own count of turns: so races are tried out differently by each
/// seed, and one event more in one component does not shift the others. Turns that one component
/// posts for the same moment keep their order.
public final class VirtualWorld implements World {
    private final Clock clock;
    private final String component;
    private final String name;
    private final long hash;
    private final TreeMap<String, VirtualWorld> children = new TreeMap<>();
    private final @Nullable VirtualWorld parent;
    private boolean closed;

    /// What all worlds of one run share.
    private static final class Clock {
        final long seed;
        final Instant start;
        final Trace trace;
        final PriorityQueue<Turn> queue = new PriorityQueue<>();
        private Time now;
        long order;

        Clock(long seed, Instant start, Trace trace) {
            this.seed = seed;
            this.start = start;
            this.trace = trace;
            now = new Time(start, 0);
        }

        Time now() {
            return now;
        }

        Time at(long nanos) {
            return nanos == now.nanos() ? now : new Time(start.plusNanos(nanos), nanos);
        }

        void moveTo(long nanos) {
            now = at(nanos);
        }

        /// {@return the next turn, still in the queue, or null when nothing is left to do}
        @Nullable Turn next() {
            for (Turn turn = queue.peek(); turn != null; turn = queue.peek()) {
                if (turn.run != null && !turn.world.closed) {
                    return turn;
                }
                queue.poll();
            }
            return null;
        }
    }

    private static final class Turn implements Comparable<Turn>, Cancellable {
        final long at;
        final long tie;
        final long order;
        final VirtualWorld world;
        final String cause;
        @Nullable Runnable run;

        Turn(long at, long tie, long order, VirtualWorld world, String cause, Runnable run) {
            this.at = at;
            this.tie = tie;
            this.order = order;
            this.world = world;
            this.cause = cause;
            this.run = run;
        }

        @Override
        public int compareTo(Turn other) {
            int byTime = Long.compare(at, other.at);
            if (byTime != 0) {
                return byTime;
            }
            int byTie = Long.compare(tie, other.tie);
            return byTie != 0 ? byTie : Long.compare(order, other.order);
        }

        /// The place in the queue stays until its time: taking it out costs more than passing it.
        @Override
        public void cancel() {
            run = null;
        }
    }

    /// Makes the root of a run.
    ///
    /// @param start the wall time at which the run begins
    public VirtualWorld(long seed, Instant start, Trace trace) {
        this(new Clock(seed, start, trace), null, "", "");
    }

    private VirtualWorld(
            Clock clock, @Nullable VirtualWorld parent, String component, String name) {
        this.clock = clock;
        this.parent = parent;
        this.component = component;
        this.name = name;
        this.hash = Seeds.hash(clock.seed, component);
    }

    @Override
    public Time now() {
        return clock.now();
    }

    @Override
    public void post(String cause, Runnable turn) {
        add(cause, clock.now().nanos(), turn);
    }

    @Override
    public Cancellable after(String cause, Duration delay, Runnable turn) {
        return add(cause, clock.now().nanos() + Math.max(0, delay.toNanos()), turn);
    }

    private Turn add(String cause, long at, Runnable run) {
        // The tie changes only with time, so what a component posts for one moment stays in order.
        var turn = new Turn(at, Seeds.mix(hash ^ Seeds.mix(at)), clock.order++, this, cause, run);
        if (!closed) {
            clock.queue.add(turn);
        }
        return turn;
    }

    @Override
    public RandomGenerator chance(String purpose) {
        return Seeds.stream(clock.seed, component, purpose);
    }

    @Override
    public World child(String name) {
        String full = component.isEmpty() ? name : component + "/" + name;
        if (children.containsKey(name)) {
            throw new IllegalStateException(full + " is already alive");
        }
        var child = new VirtualWorld(clock, this, full, name);
        child.closed = closed;
        children.put(name, child);
        return child;
    }

    @Override
    public String component() {
        return component;
    }

    @Override
    public void close() {
        closed = true;
        for (var child : new TreeMap<>(children).values()) {
            child.close();
        }
        if (parent != null) {
            parent.children.remove(name, this);
        }
    }

    /// {@return the moment of the next turn, or null when nothing is left to do}
    public @Nullable Time next() {
        var turn = clock.next();
        return turn == null ? null : clock.at(turn.at);
    }

    /// Runs the next turn, moving the clock to it.
    ///
    /// @return whether there was one
    public boolean step() {
        var turn = clock.next();
        if (turn == null) {
            return false;
        }
        clock.queue.poll();
        begin(turn);
        return true;
    }

    private void begin(Turn turn) {
        clock.moveTo(turn.at);
        clock.trace.turn(clock.now(), turn.world.component, turn.cause);
        var run = turn.run;
        turn.run = null;
        if (run != null) {
            run.run();
        }
    }

    /// Runs every turn that is due within the duration, and moves the clock to its end.
    public void run(Duration duration) {
        long end = clock.now().nanos() + duration.toNanos();
        for (var next = clock.next(); next != null && next.at <= end; next = clock.next()) {
            step();
        }
        clock.moveTo(end);
    }
}
