package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.state.ClusterState;

import java.util.function.Consumer;

/// Keeps nothing on disk: survives a crash of the API server's World, not one of the process.
public final class MemoryJournal implements Journal {
    private ClusterState state = ClusterState.EMPTY;
    private long reserved;

    @Override
    public Stored load() {
        return new Stored(
                new ClusterState(Math.max(reserved, state.revision()), state.tables()),
                state.revision());
    }

    @Override
    public void append(Batch batch, Consumer<Result> then) {
        for (var change : batch.changes()) {
            state = state.apply(change, "");
        }
        reserved = Math.max(reserved, batch.reserved());
        then.accept(new Result.Kept());
    }
}
