package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The committed state, its recent history, and everyone who reads along.
///
/// A change looks up the streams of its kind, namespace, name and nodes, so its cost grows with the
/// watches it interests and not with those there are.
///
/// To be used in turns of the API server's World only.
public final class Watches {
    private final long start;
    private final TreeMap<Kind<?>, KindHistory> histories = new TreeMap<>();

    /// Also read where components live, which is another thread than the server's.
    private volatile ClusterState committed;

    /// @param committed the state that a life begins with
    /// @param start who has seen this revision has seen all of that state
    Watches(ClusterState committed, long start) {
        this.committed = committed;
        this.start = start;
    }

    /// {@return the newest state that may be seen}
    public ClusterState committed() {
        return committed;
    }

    /// {@return the objects of a kind as they were at a revision that was committed; null when the
    /// history no longer goes back so far: 410}
    public <R extends Resource> @Nullable Table<R> table(Kind<R> kind, long revision) {
        return history(kind).at(committed.table(kind), revision);
    }

    /// Begins to watch.
    ///
    /// @param since the revision whose state the reader already has
    /// @param wake called in the turn that publishes something new, once each time the reader had
    ///   caught up; may pull within the call
    /// @return a cursor, or null when the history no longer goes back so far: 410
    public @Nullable WatchCursor open(Interest interest, long since, Runnable wake) {
        var history = history(interest.query().kind());
        if (since < history.floor()) {
            return null;
        }
        var stream = history.stream(Place.of(interest.query()));
        var cursor = new WatchCursor(this, interest, stream, since, wake);
        stream.join(cursor);
        return cursor;
    }

    private KindHistory history(Kind<?> kind) {
        return histories.computeIfAbsent(kind, _ -> new KindHistory(start));
    }

    void closed(WatchCursor cursor) {
        var stream = cursor.stream();
        stream.leave(cursor);
        if (stream.unread()) {
            stream.history().close(Place.of(cursor.interest().query()));
        }
    }

    /// Makes a batch visible and wakes everyone whom it concerns.
    void publish(List<Change> changes, ClusterState state, long now) {
        committed = state;
        var woken = new ArrayList<WatchCursor>();
        for (var change : changes) {
            var history = history(change.kind());
            history.append(change, now);
            for (var place : Place.of(change)) {
                var stream = history.open(place);
                if (stream != null) {
                    stream.append(change, now);
                    stream.collectWaiting(woken);
                }
            }
        }
        for (var cursor : woken) {
            cursor.wakeUp();
        }
    }
}
