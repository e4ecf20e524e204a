package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What a container does: exactly one is set, or none before the node has looked at it.
public record ContainerState(
        @Nullable Waiting waiting, @Nullable Running running, @Nullable Terminated terminated) {
    public static final ContainerState NONE = new ContainerState(null, null, null);

    /// Not started yet, or between two attempts.
    public record Waiting(String reason, String message) {}

    /// Running since.
    public record Running(@Nullable Instant startedAt) {
        public Running {
            startedAt = Timestamps.whole(startedAt);
        }
    }

    /// Ended.
    ///
    /// @param signal the signal that ended it; 0 when it ended by itself
    public record Terminated(
            @Wire(always = true) int exitCode,
            int signal,
            String reason,
            String message,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            String containerID) {
        public Terminated {
            startedAt = Timestamps.whole(startedAt);
            finishedAt = Timestamps.whole(finishedAt);
        }
    }

    public static ContainerState waiting(String reason, String message) {
        return new ContainerState(new Waiting(reason, message), null, null);
    }

    public static ContainerState running(Instant since) {
        return new ContainerState(null, new Running(since), null);
    }

    public static ContainerState terminated(Terminated terminated) {
        return new ContainerState(null, null, terminated);
    }
}
