package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.state.Change;

import java.util.ArrayList;
import java.util.List;

/// The changes that reach one namespace, one name, one node or a whole kind, since somebody began
/// to watch it; cut as far as everyone has read.
final class Stream {
    private final KindHistory history;
    private final ChangeLog log = new ChangeLog();
    private final List<WatchCursor> readers = new ArrayList<>();

    Stream(KindHistory history) {
        this.history = history;
    }

    void append(Change change, long now) {
        log.append(change, now);
        while (log.get(log.first()).revision() <= history.floor()) {
            log.cutFirst();
        }
        cutRead();
    }

    /// Adds the readers who wait for something new.
    void collectWaiting(List<WatchCursor> into) {
        for (var reader : readers) {
            if (reader.startWaking()) {
                into.add(reader);
            }
        }
    }

    void join(WatchCursor reader) {
        readers.add(reader);
    }

    void leave(WatchCursor reader) {
        readers.remove(reader);
        cutRead();
    }

    void cutRead() {
        long least = log.end();
        for (var reader : readers) {
            least = Math.min(least, reader.place());
        }
        while (log.first() < least) {
            log.cutFirst();
        }
    }

    boolean unread() {
        return readers.isEmpty();
    }

    ChangeLog log() {
        return log;
    }

    KindHistory history() {
        return history;
    }
}
