package dev.wavetank.cluster.election;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;

import java.util.List;
import java.util.function.Consumer;

/// A leader's session: what it asks for is done only while it holds the lease, else it is stale.
///
/// @param api the session behind it
/// @param held the lease and the leader's identity in this term
public record LeaderApi(Api api, Expect.Holds held) implements Api {
    @Override
    public Watch watch(Query query, Consumer<Notice> sink) {
        return api.watch(query, sink);
    }

    @Override
    public void submit(Action action, Consumer<Outcome> then) {
        api.submit(action.expecting(held), then);
    }

    @Override
    public void explain(List<Reason> reasons) {
        api.explain(reasons);
    }

    @Override
    public void close() {
        api.close();
    }
}
