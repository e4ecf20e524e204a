package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.Interest;
import dev.wavetank.apiserver.core.WatchCursor;
import dev.wavetank.apiserver.core.WatchCursor.Pulled;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.world.World.Cancellable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;

/// A watch over HTTP: what there is, if that is asked for, then every change as it is committed.
///
/// It holds nothing back: as long as the client takes no more, nothing is read.
final class WatchStream implements Response.Source {
    /// Upstream's cacher sends a bookmark about every minute.
    private static final Duration BOOKMARK_EVERY = Duration.ofMinutes(1);

    /// Upstream's `--min-request-timeout`, in seconds: a watch that names no timeout lasts between
    /// once and twice as long.
    private static final int TIMEOUT_MIN = 1800;

    private static final int CHANGES_AT_ONCE = 256;

    /// So many bytes are gathered before they are handed on.
    private static final int BYTES_AT_ONCE = 1 << 16;

    private final ApiServerCore core;
    private final ListOptions options;
    private final Interest interest;
    private final WatchEvents events;
    private final Runnable ended;
    private Cancellable timeout = () -> {};
    private Cancellable bookmark = () -> {};
    private Iterator<? extends Resource> present = Collections.emptyIterator();
    private long started;
    private boolean markDue;

    /// Up to which revision the last pull found everything told; -1 when there was more to tell.
    private long caughtUp = -1;

    private boolean over;
    private Response.@Nullable Sink sink;
    private @Nullable WatchCursor cursor;

    WatchStream(
            ApiServerCore core,
            ListOptions options,
            Interest interest,
            WatchEvents events,
            Runnable ended) {
        this.core = core;
        this.options = options;
        this.interest = interest;
        this.events = events;
        this.ended = ended;
    }

    @Override
    public void start(Response.Sink to) {
        sink = to;
        var state = core.writes().committed();
        started = state.revision();
        if (options.version() > started) {
            fail(Failure.tooLarge(options.version(), started));
            return;
        }
        boolean fromNow = options.fromPresent() || options.version() <= 0;
        long since = fromNow ? started : options.version();
        if (options.fromPresent()) {
            var query = interest.query();
            present =
                    Selection.candidates(state.table(query.kind()), query, new Key("", ""))
                            .iterator();
            markDue = options.marksPresent();
        }
        cursor = core.watches().open(interest, since, this::pump);
        if (cursor == null) {
            fail(tooOld(since));
            return;
        }
        timeout = core.world().after("watch timeout", timeout(), this::timedOut);
        if (options.bookmarks()) {
            markLater();
        }
        pump();
    }

    private Failure tooOld(long since) {
        return Failure.expired("too old resource version: " + since + " (" + started + ")");
    }

    private Duration timeout() {
        if (options.timeoutSeconds() > 0) {
            return Duration.ofSeconds(options.timeoutSeconds());
        }
        int more = core.world().chance("watch timeout " + started).nextInt(TIMEOUT_MIN);
        return Duration.ofSeconds(TIMEOUT_MIN + more);
    }

    private void markLater() {
        bookmark =
                core.world()
                        .after(
                                "watch bookmark",
                                BOOKMARK_EVERY,
                                () -> {
                                    mark();
                                    markLater();
                                });
    }

    /// A bookmark says that everything up to a revision was told, so a client that is behind gets
    /// none.
    private void mark() {
        pump();
        var to = sink;
        if (to != null && caughtUp >= 0) {
            events.bookmark(caughtUp, false);
            to.write(events.take());
        }
    }

    @Override
    public void drained() {
        pump();
    }

    @Override
    public void closed() {
        if (over) {
            return;
        }
        over = true;
        sink = null;
        timeout.cancel();
        bookmark.cancel();
        if (cursor != null) {
            cursor.close();
        }
        cursor = null;
        ended.run();
    }

    private void pump() {
        boolean more = true;
        caughtUp = -1;
        while (more && sink != null && sink.ready()) {
            more = (present.hasNext() || markDue) ? tellPresent() : tellChanges();
            if (sink != null && events.size() > 0) {
                sink.write(events.take());
            }
        }
    }

    private boolean tellPresent() {
        while (present.hasNext() && events.size() < BYTES_AT_ONCE) {
            Resource object = present.next();
            if (interest.matches(object)) {
                events.added(object);
            }
        }
        if (!present.hasNext() && markDue) {
            markDue = false;
            events.bookmark(started, true);
        }
        return true;
    }

    private boolean tellChanges() {
        if (cursor == null) {
            return false;
        }
        return switch (cursor.pull(CHANGES_AT_ONCE)) {
            case Pulled.Changes(var changes) -> {
                changes.forEach(events::add);
                yield true;
            }
            case Pulled.CaughtUp(var revision) -> {
                caughtUp = revision;
                yield false;
            }
            case Pulled.Gone _ -> {
                fail(tooOld(started));
                yield false;
            }
        };
    }

    private void fail(Failure failure) {
        events.error(failure);
        finish();
    }

    /// The last bookmark lets the client begin its next watch where this one ended.
    private void timedOut() {
        if (options.bookmarks()) {
            mark();
        }
        finish();
    }

    private void finish() {
        var to = sink;
        if (to == null) {
            return;
        }
        if (events.size() > 0) {
            to.write(events.take());
        }
        to.end();
        closed();
    }
}
