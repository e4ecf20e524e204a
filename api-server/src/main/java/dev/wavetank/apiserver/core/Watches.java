package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Query;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /// Looked up, never iterated.
    private final Map<Query, Stream> streams = new LinkedHashMap<>();

    private ClusterState committed;

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
        var stream = streams.computeIfAbsent(streamOf(interest.query()), _ -> new Stream(history));
        var cursor = new WatchCursor(this, interest, stream, since, wake);
        stream.join(cursor);
        return cursor;
    }

    private KindHistory history(Kind<?> kind) {
        return histories.computeIfAbsent(kind, _ -> new KindHistory(start));
    }

    /// {@return the narrowest stream that holds everything this asks for}
    private static Query streamOf(Query query) {
        if (!query.name().isEmpty()) {
            return Query.one(query.kind(), query.namespace(), query.name());
        } else if (!query.node().isEmpty()) {
            return Query.podsOn(query.node());
        }
        return Query.one(query.kind(), query.namespace(), "");
    }

    void closed(WatchCursor cursor) {
        var stream = cursor.stream();
        stream.leave(cursor);
        if (stream.unread()) {
            streams.remove(streamOf(cursor.interest().query()));
        }
    }

    /// Makes a batch visible and wakes everyone whom it concerns.
    void publish(List<Change> changes, ClusterState state, long now) {
        committed = state;
        var woken = new ArrayList<WatchCursor>();
        for (var change : changes) {
            history(change.kind()).append(change, now);
            Resource object = change.object();
            String namespace = object.meta().namespace();
            String name = object.meta().name();
            var kind = change.kind();
            tell(Query.all(kind), change, now, woken);
            tell(Query.one(kind, "", name), change, now, woken);
            if (!namespace.isEmpty()) {
                tell(Query.one(kind, namespace, ""), change, now, woken);
                tell(Query.one(kind, namespace, name), change, now, woken);
            }
            String from = node(change.before());
            String to = node(change.after());
            if (!to.isEmpty()) {
                tell(Query.podsOn(to), change, now, woken);
            }
            if (!from.isEmpty() && !from.equals(to)) {
                tell(Query.podsOn(from), change, now, woken);
            }
        }
        for (var cursor : woken) {
            cursor.wakeUp();
        }
    }

    private static String node(@Nullable Resource object) {
        return object instanceof Pod pod ? pod.spec().nodeName() : "";
    }

    private void tell(Query to, Change change, long now, List<WatchCursor> woken) {
        var stream = streams.get(to);
        if (stream != null) {
            stream.append(change, now);
            stream.collectWaiting(woken);
        }
    }
}
