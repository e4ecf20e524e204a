package dev.wavetank.tank;

import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Joins the commits of all lives of the API server into one history without gaps: what one life
/// journaled and did not live to publish is told when the next one begins.
final class CommitFeed {
    private final List<Consumer<Commit>> observers = new CopyOnWriteArrayList<>();
    private ClusterState told = ClusterState.EMPTY;

    void add(Consumer<Commit> observer) {
        observers.add(observer);
    }

    /// A life begins. To be called in a turn of the server's World, before any other of that life.
    void begin(ApiServerCore core) {
        var stored = core.watches().committed();
        if (stored.revision() != told.revision()) {
            var changes = observers.isEmpty() ? List.<Change>of() : between(told, stored);
            tell(new Commit(changes, stored));
        }
        core.observe(this::tell);
    }

    private static List<Change> between(ClusterState before, ClusterState after) {
        var kinds = new TreeSet<Kind<?>>(before.kinds());
        kinds.addAll(after.kinds());
        var changes = new ArrayList<Change>();
        kinds.forEach(kind -> changes.addAll(before.table(kind).changesTo(after.table(kind))));
        return changes;
    }

    private void tell(Commit commit) {
        told = commit.state();
        observers.forEach(observer -> observer.accept(commit));
    }
}
