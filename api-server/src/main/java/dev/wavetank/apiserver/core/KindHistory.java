package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Table;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The committed changes of one kind of the last 5 minutes, at most 100,000: so long a watch that
/// broke may resume where it was. Upstream's watch cache and etcd compaction keep as long.
final class KindHistory {
    private static final long NANOS_MAX = Duration.ofMinutes(5).toNanos();
    private static final int CHANGES_MAX = 100_000;

    private final ChangeLog log = new ChangeLog();

    /// Who reads along, by place; looked up, never iterated.
    private final Map<Place, Stream> streams = new LinkedHashMap<>();

    private long floor;

    /// @param floor all changes after this revision will be told
    KindHistory(long floor) {
        this.floor = floor;
    }

    void append(Change change, long now) {
        log.append(change, now);
        while (log.end() - log.first() > CHANGES_MAX || log.nanos(log.first()) < now - NANOS_MAX) {
            floor = log.get(log.first()).revision();
            log.cutFirst();
        }
    }

    /// {@return the table as it was at an earlier revision: what changed since is taken back; null
    /// when the history no longer goes back so far}
    ///
    /// @param newest the table now
    <R extends Resource> @Nullable Table<R> at(Table<R> newest, long revision) {
        if (revision < floor) {
            return null;
        }
        var earlier = new TreeMap<Key, Change>();
        for (long place = log.after(revision); place < log.end(); place++) {
            earlier.putIfAbsent(log.get(place).object().key(), log.get(place));
        }
        var table = newest;
        for (var first : earlier.entrySet()) {
            Resource before = first.getValue().before();
            table =
                    before == null
                            ? table.without(first.getKey(), "", revision)
                            : table.with(before, "", revision);
        }
        return table.at(revision);
    }

    /// {@return the stream of a place, which is opened if nobody reads it yet}
    Stream stream(Place place) {
        return streams.computeIfAbsent(place, _ -> new Stream(this));
    }

    /// {@return the stream of a place; null when nobody reads it}
    @Nullable Stream open(Place place) {
        return streams.get(place);
    }

    void close(Place place) {
        streams.remove(place);
    }

    ChangeLog log() {
        return log;
    }

    /// {@return the revision after which every change is here}
    long floor() {
        return floor;
    }
}
