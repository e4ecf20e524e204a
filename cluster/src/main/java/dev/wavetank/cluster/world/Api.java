package dev.wavetank.cluster.world;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;

import java.util.List;
import java.util.function.Consumer;

/// A component's only door to the API server: in the same process, over HTTPS, or over a simulated
/// network. One session of one life of one component; a restart opens a new one.
///
/// Every callback is a later turn of the component's own [World].
public interface Api {
    /// Tells the sink of everything that matches, first as a snapshot, then as it changes.
    Watch watch(Query query, Consumer<Notice> sink);

    /// Asks for a change; actions reach the server in the order they were submitted in.
    void submit(Action action, Consumer<Outcome> then);

    /// Leaves an explanation for `wavetank why`; lost without harm.
    void explain(List<Reason> reasons);

    /// Ends the session: no callback comes any more; what reached the server is still done.
    void close();

    /// A running watch.
    interface Watch {
        /// Asks for a [Notice.Progress] that is newer than this call.
        void requestProgress();

        void close();
    }
}
