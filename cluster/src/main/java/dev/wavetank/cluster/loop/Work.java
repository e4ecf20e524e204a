package dev.wavetank.cluster.loop;

import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Where one key stands: at rest, queued, in flight, backing off or waiting for a lost answer.
final class Work<M> {
    /// Upstream's per-item rate limiter: 5 ms doubled at each failure, at most 1,000 s (client-go's
    /// DefaultTypedControllerRateLimiter).
    private static final Duration BACK_OFF_FIRST = Duration.ofMillis(5);

    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(1000);

    private enum State {
        RESTING,
        QUEUED,
        IN_FLIGHT,
        SUSPENDED
    }

    private M memory;
    private State state = State.RESTING;
    private boolean touchedMeanwhile;
    private int failures;
    private World.@Nullable Cancellable timer;

    Work(M memory) {
        this.memory = memory;
    }

    M memory() {
        return memory;
    }

    /// Notes that the key is to be planned.
    ///
    /// @return whether it is to be put into the queue now
    boolean wants() {
        return switch (state) {
            case RESTING -> {
                state = State.QUEUED;
                yield true;
            }
            case QUEUED -> false;
            case IN_FLIGHT, SUSPENDED -> {
                touchedMeanwhile = true;
                yield false;
            }
        };
    }

    void begin() {
        state = State.IN_FLIGHT;
        touchedMeanwhile = false;
        wake(null);
    }

    void remember(M what) {
        memory = what;
    }

    void succeeded() {
        state = State.RESTING;
        failures = 0;
    }

    /// {@return how long to wait before the next try}
    Duration failed() {
        state = State.RESTING;
        // The next try sees whatever came meanwhile, so it need not come sooner for it.
        touchedMeanwhile = false;
        var delay = BACK_OFF_FIRST.multipliedBy(1L << Math.min(failures, 30));
        failures++;
        return delay.compareTo(BACK_OFF_MAX) < 0 ? delay : BACK_OFF_MAX;
    }

    /// Nothing is planned until [#resume].
    void suspend() {
        state = State.SUSPENDED;
    }

    void resume() {
        state = State.RESTING;
    }

    /// {@return whether it was touched in flight and is now queued again}
    boolean wantedAgain() {
        return state == State.RESTING && touchedMeanwhile && wants();
    }

    /// Sets the timer that will plan this key again, in the place of any other.
    void wake(World.@Nullable Cancellable by) {
        if (timer != null) {
            timer.cancel();
        }
        timer = by;
    }

    /// {@return whether nothing would be lost by forgetting this key}
    boolean idle(M start) {
        return state == State.RESTING
                && !touchedMeanwhile
                && timer == null
                && failures == 0
                && memory.equals(start);
    }
}
