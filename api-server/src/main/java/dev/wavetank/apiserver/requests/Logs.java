package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Pod;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Consumer;

/// The way to what containers wrote: the side of the node agents.
@FunctionalInterface
public interface Logs {
    /// Asks for a container's log. The answer comes in a turn of the API server's World.
    void read(Pod pod, String container, Options options, Consumer<Answer> then);

    /// Which part of a log.
    ///
    /// @param follow whether to go on as more is written
    /// @param previous whether that of the attempt before the current one
    /// @param timestamps whether each line begins with its time
    /// @param tailLines the last so many lines only; null for all
    /// @param limitBytes at most so many bytes; null for all
    /// @param sinceSeconds only what is younger, in seconds; null for all
    /// @param sinceTime only what is younger; null for all
    record Options(
            boolean follow,
            boolean previous,
            boolean timestamps,
            @Nullable Long tailLines,
            @Nullable Long limitBytes,
            @Nullable Long sinceSeconds,
            @Nullable Instant sinceTime) {}

    /// What comes of it.
    sealed interface Answer {
        /// The log, as it comes up.
        record Lines(Response.Source source) implements Answer {}

        /// There is none to read.
        ///
        /// @param reason Kubernetes' word: `BadRequest`, `NotFound`, `ServiceUnavailable`, ...
        /// @param message as the kubelet words it: `container "web" in pod "web-1" is waiting to
        ///   start: ContainerCreating`
        record Unreadable(String reason, String message) implements Answer {}
    }
}
