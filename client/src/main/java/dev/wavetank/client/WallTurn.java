package dev.wavetank.client;

import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/// A turn that waits: for its place in the queue, or for its time.
///
/// The reference holds what is to be run; null once it ran or was called off.
final class WallTurn extends AtomicReference<@Nullable Runnable>
        implements Comparable<WallTurn>, World.Cancellable {
    private final transient WallWorld world;
    private final String cause;
    private final boolean timed;
    private final long nanos;
    private long order;

    /// @param nanos when it is due, by `System.nanoTime`; of no meaning for one that is not timed
    WallTurn(WallWorld world, String cause, boolean timed, long nanos, Runnable run) {
        super(run);
        this.world = world;
        this.cause = cause;
        this.timed = timed;
        this.nanos = nanos;
    }

    WallWorld world() {
        return world;
    }

    String cause() {
        return cause;
    }

    boolean timed() {
        return timed;
    }

    long nanos() {
        return nanos;
    }

    void order(long place) {
        order = place;
    }

    boolean dead() {
        return get() == null || world.closed();
    }

    /// {@return what is to be run, for the last time; null when nothing is}
    @Nullable Runnable take() {
        Runnable run = getAndSet(null);
        return world.closed() ? null : run;
    }

    @Override
    public void cancel() {
        if (getAndSet(null) != null && timed) {
            world.loop().cancelledOne();
        }
    }

    /// By time; `System.nanoTime` may wrap, so only differences count.
    @Override
    public int compareTo(WallTurn other) {
        int byTime = Long.signum(nanos - other.nanos);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
}
