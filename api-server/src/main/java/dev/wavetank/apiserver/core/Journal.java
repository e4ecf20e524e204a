package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Where committed changes are kept, so that a new life of the API server goes on where the last
/// one ended.
public interface Journal {
    /// {@return what was kept}
    ///
    /// To be called once by each life of the server, before it appends.
    Stored load();

    /// Keeps a batch, after all batches before it.
    ///
    /// @param then told the result, within the call or later and on any thread
    void append(Batch batch, Consumer<Result> then);

    /// Changes that become durable together.
    ///
    /// @param changes oldest first
    /// @param reserved no life after this one begins below this revision; 0 leaves it as it was
    /// @param at the wall time of the batch
    record Batch(List<Change> changes, long reserved, Instant at) {
        public Batch {
            changes = List.copyOf(changes);
        }
    }

    /// What a life begins with.
    ///
    /// @param state its revision is one that nobody has seen beyond
    /// @param last the revision of the last change that was kept: who has seen it has seen all
    record Stored(ClusterState state, long last) {}

    /// What became of a batch.
    sealed interface Result {
        /// It is kept and survives a crash.
        record Kept() implements Result {}

        /// It is not kept, nor is any of it.
        ///
        /// @param remedy one sentence: what is wrong, and what the user can do
        record Failed(String remedy) implements Result {}
    }
}
