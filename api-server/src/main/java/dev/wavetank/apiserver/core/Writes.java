package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;

import java.util.function.Consumer;

/// The way in to the single writer, for requests and components alike. To be called in a turn of
/// the API server's World; answers come in a later turn of it.
public interface Writes {
    /// {@return the newest state that may be seen}
    ClusterState committed();

    /// {@return why nothing can be written now, and what to do; "" while it can}
    String trouble();

    /// Hands an action to the writer. The answer comes after its batch is committed.
    void submit(Submission submission, Consumer<Outcome> then);
}
