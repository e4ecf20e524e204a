package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.state.Change;

import java.util.ArrayList;
import java.util.List;

/// One watch's place in the history: it reads when its reader is ready, and holds nothing itself.
///
/// To be used in turns of the API server's World only.
public final class WatchCursor {
    private final Watches watches;
    private final Interest interest;
    private final Stream stream;
    private final Runnable wake;

    /// Where it stands in the kind's history, until it has reached what the stream begins with.
    private long past;

    private final long pastEnd;
    private long place;
    private boolean waiting = true;
    private boolean closed;

    /// What a cursor finds.
    public sealed interface Pulled {
        /// The next changes, oldest first; at least one.
        record Changes(List<Change> changes) implements Pulled {
            public Changes {
                changes = List.copyOf(changes);
            }
        }

        /// There are none up to this revision. The wake-up comes with the next that there is.
        record CaughtUp(long revision) implements Pulled {}

        /// It fell behind further than the history goes back: 410. Begin again with a list.
        record Gone() implements Pulled {}
    }

    WatchCursor(Watches watches, Interest interest, Stream stream, long since, Runnable wake) {
        this.watches = watches;
        this.interest = interest;
        this.stream = stream;
        this.wake = wake;
        var history = stream.history().log();
        past = history.after(since);
        pastEnd = history.end();
        place = stream.log().end();
    }

    /// {@return the next changes, at most so many}
    public Pulled pull(int most) {
        var history = stream.history().log();
        if ((past < pastEnd && past < history.first()) || place < stream.log().first()) {
            return new Pulled.Gone();
        }
        var found = new ArrayList<Change>();
        while (past < pastEnd && found.size() < most) {
            add(history.get(past++), found);
        }
        while (place < stream.log().end() && found.size() < most) {
            add(stream.log().get(place++), found);
        }
        if (found.isEmpty()) {
            waiting = true;
            return new Pulled.CaughtUp(watches.committed().revision());
        }
        return new Pulled.Changes(found);
    }

    private void add(Change change, List<Change> found) {
        var seen = interest.seen(change);
        if (seen != null) {
            found.add(seen);
        }
    }

    /// Ends the watch: no wake-up comes any more.
    public void close() {
        if (!closed) {
            closed = true;
            watches.closed(this);
        }
    }

    boolean startWaking() {
        boolean was = waiting;
        waiting = false;
        return was;
    }

    void wakeUp() {
        if (!closed) {
            wake.run();
        }
    }

    long place() {
        return place;
    }

    Interest interest() {
        return interest;
    }

    Stream stream() {
        return stream;
    }
}
