package dev.wavetank.node;

import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// What the agent did for one container so far and remembers until it sees what came of it.
///
/// @param image the image of the next run
/// @param start the run that was asked for last
/// @param restarts how fast it may be started again
/// @param stop the run that was told to end last
/// @param probes what was asked and told of probes
record Effort(
        @Nullable Image image,
        @Nullable Start start,
        Restarts restarts,
        @Nullable Stop stop,
        Probes probes) {
    static final Effort NONE = new Effort(null, null, Restarts.NONE, null, Probes.NONE);

    /// Where the image of one run stands.
    sealed interface Image {
        /// Which run needs it.
        int attempt();

        /// A pull is under way.
        ///
        /// @param before the failure of the pull before; null for the first
        record Asked(int attempt, @Nullable Failed before) implements Image {}

        /// It is on the node.
        record Ready(int attempt) implements Image {}

        /// The pull failed.
        ///
        /// @param at when it did
        /// @param backOff how long until the next
        /// @param announced whether the user was told of the back-off
        record Failed(
                int attempt,
                Time at,
                Duration backOff,
                String reason,
                String message,
                boolean announced)
                implements Image {}
    }

    /// A run was asked for.
    ///
    /// @param retryAt when to ask again if nothing comes of it
    /// @param failure why it failed; null while that is not known
    record Start(int attempt, Time retryAt, @Nullable Failure failure) {}

    /// Why a run did not come.
    record Failure(String reason, String message) {}

    /// A run was told to end.
    ///
    /// @param grace the shortest grace period it was given
    record Stop(int attempt, Duration grace) {}

    /// What was asked and told of the probes of a run.
    ///
    /// @param attempt the run
    /// @param startup whether its startup probe was asked for
    /// @param others whether its liveness and readiness probes were
    /// @param told the serial of the last report that the user was told of
    record Probes(int attempt, boolean startup, boolean others, int told) {
        static final Probes NONE = new Probes(-1, false, false, 0);
    }

    Effort with(Image changed) {
        return new Effort(changed, start, restarts, stop, probes);
    }

    Effort with(Start changed) {
        return new Effort(image, changed, restarts, stop, probes);
    }

    Effort with(Restarts changed) {
        return new Effort(image, start, changed, stop, probes);
    }

    Effort with(Stop changed) {
        return new Effort(image, start, restarts, changed, probes);
    }

    Effort with(Probes changed) {
        return new Effort(image, start, restarts, stop, changed);
    }

    /// {@return whether this run was asked for and may still come}
    boolean starting(int attempt, Time now) {
        return start != null
                && start.attempt() == attempt
                && start.failure() == null
                && now.before(start.retryAt());
    }
}
