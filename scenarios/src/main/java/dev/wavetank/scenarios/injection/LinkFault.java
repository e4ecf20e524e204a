package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.state.ClusterState;

import java.time.Duration;

/// What one fault does to what passes over one link: the closed list.
sealed interface LinkFault {
    /// {@return the fault's number}
    int owner();

    /// {@return what is hit of all that passes}
    ResourceFilter filter();

    /// Requests, answers or both are late.
    ///
    /// @param sends whether requests are
    /// @param gets whether answers are
    record Latency(
            int owner,
            ResourceFilter filter,
            Dice dice,
            Duration latency,
            Duration jitter,
            boolean sends,
            boolean gets)
            implements LinkFault {}

    /// Requests come back with an error, as HTTP status.
    record Failure(int owner, ResourceFilter filter, Dice dice, int code) implements LinkFault {}

    /// Requests are carried out and their answers are lost.
    record AnswerLost(int owner, ResourceFilter filter, Dice dice) implements LinkFault {}

    /// Messages get lost.
    ///
    /// @param dice notices, which pass over a stream that loses nothing or all, are only lost when
    ///   everything is
    /// @param sends whether what the component sends does
    /// @param gets whether what it gets does
    record Cut(int owner, ResourceFilter filter, Dice dice, boolean sends, boolean gets)
            implements LinkFault {}

    /// Notices are late.
    record WatchDelay(
            int owner, ResourceFilter filter, Dice dice, Duration latency, Duration jitter)
            implements LinkFault {}

    /// Watches tell nothing, and new ones tell of the past.
    ///
    /// @param frozen what they tell
    record Freeze(int owner, ResourceFilter filter, ClusterState frozen) implements LinkFault {}

    /// The component crashes right after some more actions.
    record CrashAfter(int owner, ResourceFilter filter, Countdown actions) implements LinkFault {}

    /// How many actions are left.
    final class Countdown {
        private int left;

        Countdown(int left) {
            this.left = left;
        }

        /// {@return whether this was the last one}
        boolean down() {
            return --left == 0;
        }
    }
}
