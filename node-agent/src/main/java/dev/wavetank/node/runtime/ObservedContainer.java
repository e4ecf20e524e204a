package dev.wavetank.node.runtime;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.SortedMap;

/// One run of a container as the runtime sees it.
///
/// @param sandbox the attempt of the sandbox it was started in
/// @param id the runtime's name for it, such as `wavetank://3f2a...`
/// @param startedAt when it began to run; null before
/// @param finishedAt when it ended; null before
/// @param reason why it ended: `Completed`, `Error`, `OOMKilled`, ...
/// @param message more of why it ended; "" if there is nothing to say
public record ObservedContainer(
        String name,
        int attempt,
        int sandbox,
        State state,
        String id,
        String image,
        String imageId,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int exitCode,
        String reason,
        String message,
        SortedMap<ProbeKind, ProbeReport> probes) {

    /// Where a run stands.
    public enum State {
        CREATED,
        RUNNING,
        EXITED
    }

    public boolean alive() {
        return state != State.EXITED;
    }

    public boolean running() {
        return state == State.RUNNING;
    }

    public boolean exited() {
        return state == State.EXITED;
    }

    public @Nullable ProbeReport probe(ProbeKind kind) {
        return probes.get(kind);
    }
}
