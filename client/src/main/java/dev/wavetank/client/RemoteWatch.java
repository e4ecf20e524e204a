package dev.wavetank.client;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One query watched over HTTP: a list, page by page, then a watch from its revision on, which is
/// resumed where it broke off and starts again with a list when the server no longer knows that
/// revision.
///
/// Everything but [#requestProgress] and [#close] runs on the session's event loop.
final class RemoteWatch implements Api.Watch {
    /// Upstream's page size for lists.
    private static final int PAGE = 500;

    private static final int GONE = 410;

    /// So many notices may wait for the component; then the server has to.
    private static final int NOTICES_MAX = 64;

    private final RemoteApi session;
    private final Link link;
    private final Query query;
    private final Consumer<Notice> sink;
    private final BackOff backOff;
    private @Nullable Table<?> table;
    private @Nullable HttpClientResponse stream;
    private boolean listing;
    private boolean progressWanted;
    private int undelivered;

    RemoteWatch(RemoteApi session, Link link, Query query, Consumer<Notice> sink, BackOff backOff) {
        this.session = session;
        this.link = link;
        this.query = query;
        this.sink = sink;
        this.backOff = backOff;
    }

    void start() {
        list(
                "the list broke",
                listed -> {
                    table = listed;
                    deliver(new Notice.Snapshot(listed));
                    watch(listed.revision());
                });
    }

    /// {@return what is known now; null before the first list}
    @Nullable Table<?> table() {
        return table;
    }

    private void list(String trouble, Consumer<Table<?>> then) {
        listing = true;
        page(
                "",
                Table.empty(query.kind()),
                result -> {
                    if (closed()) {
                        return;
                    }
                    switch (result) {
                        case Page.All(var all) -> {
                            listing = false;
                            backOff.succeeded();
                            then.accept(all);
                            if (progressWanted) {
                                progress();
                            }
                        }
                        case Page.Broken(var why) -> {
                            if (table == null) {
                                deliver(new Notice.Lost(trouble + ": " + why));
                            }
                            session.after(backOff.failed(), () -> again(trouble, then));
                        }
                    }
                });
    }

    private void again(String trouble, Consumer<Table<?>> then) {
        if (!closed()) {
            list(trouble, then);
        }
    }

    private sealed interface Page {
        record All(Table<?> table) implements Page {}

        record Broken(String why) implements Page {}
    }

    private void page(String token, Table<?> before, Consumer<Page> then) {
        String uri =
                Paths.query(query)
                        + "limit="
                        + PAGE
                        + (token.isEmpty() ? "" : "&continue=" + Paths.encoded(token));
        link.exchange(
                "GET",
                uri,
                Map.of(),
                null,
                reply -> {
                    switch (reply) {
                        case Reply.NotSent(var why) -> then.accept(new Page.Broken(why));
                        case Reply.Lost(var why) -> then.accept(new Page.Broken(why));
                        case Reply.Answer answer when answer.status() == 200 ->
                                read(answer, before, then);
                        // The pages' revision is forgotten: from the beginning, at a newer one.
                        case Reply.Answer answer when answer.status() == GONE && !token.isEmpty() ->
                                page("", Table.empty(query.kind()), then);
                        case Reply.Answer answer ->
                                then.accept(new Page.Broken(ApiStatus.of(answer).message()));
                    }
                });
    }

    private void read(Reply.Answer answer, Table<?> before, Consumer<Page> then) {
        Table<?> all = before;
        String next;
        try {
            var list = ApiStatus.object(answer.body());
            long revision = revision(list);
            for (Json item : list.array("items")) {
                if (item instanceof Json.Obj object) {
                    all = all.with(query.kind().read(object), "", revision);
                }
            }
            all = all.at(revision);
            next = list.object("metadata").text("continue");
        } catch (Malformed broken) {
            then.accept(new Page.Broken("the server's list cannot be read: " + why(broken)));
            return;
        }
        if (next.isEmpty()) {
            then.accept(new Page.All(all));
        } else {
            page(next, all, then);
        }
    }

    private void watch(long from) {
        String uri =
                Paths.query(query) + "watch=true&allowWatchBookmarks=true&resourceVersion=" + from;
        link.stream(uri)
                .onSuccess(this::read)
                .onFailure(broken -> session.after(backOff.failed(), this::resume));
    }

    private void resume() {
        if (!closed() && table != null) {
            watch(table.revision());
        }
    }

    private void read(HttpClientResponse answer) {
        if (closed()) {
            answer.request().reset();
            return;
        }
        if (answer.statusCode() != 200) {
            answer.body()
                    .onComplete(_ -> {
                        if (answer.statusCode() == GONE) {
                            restart("the server answers " + GONE);
                        } else {
                            session.after(backOff.failed(), this::resume);
                        }
                    });
            return;
        }
        stream = answer;
        var lines = new Lines();
        answer.handler(piece -> heard(answer, lines, piece));
        answer.exceptionHandler(_ -> ended(answer, backOff.failed()));
        answer.endHandler(_ -> ended(answer, backOff.calm()));
        if (undelivered > NOTICES_MAX) {
            answer.pause();
        }
    }

    private void ended(HttpClientResponse answer, long delay) {
        if (answer.equals(stream)) {
            stream = null;
            session.after(delay, this::resume);
        }
    }

    private void heard(HttpClientResponse answer, Lines lines, Buffer piece) {
        if (!answer.equals(stream) || closed()) {
            return;
        }
        backOff.succeeded();
        var changes = new ArrayList<Change>();
        try {
            for (byte[] line : lines.feed(piece)) {
                var event = ApiStatus.object(line);
                if (event.text("type").equals("ERROR")) {
                    flush(changes);
                    failed(answer, ApiStatus.of(event.object("object")));
                    return;
                }
                take(event, changes);
            }
        } catch (Malformed broken) {
            flush(changes);
            stream = null;
            answer.request().reset();
            session.after(backOff.failed(), this::resume);
            return;
        }
        flush(changes);
    }

    private void failed(HttpClientResponse answer, ApiStatus status) {
        stream = null;
        answer.request().reset();
        if (status.code() == GONE) {
            restart(status.message());
        } else {
            session.after(backOff.failed(), this::resume);
        }
    }

    private void restart(String why) {
        deliver(new Notice.Lost(why));
        start();
    }

    private void take(Json.Obj event, List<Change> changes) {
        var now = table;
        var object = event.object("object");
        long revision = revision(object);
        // A list that was taken on the way may have brought it already.
        if (now == null || revision <= now.revision()) {
            return;
        }
        if (event.text("type").equals("BOOKMARK")) {
            flush(changes);
            table = now.at(revision);
            deliver(new Notice.Progress(revision));
            return;
        }
        Resource read = query.kind().read(object);
        boolean deleted = event.text("type").equals("DELETED");
        Resource before = now.get(read.key());
        if (deleted && before == null) {
            table = now.at(revision);
            return;
        }
        var change = new Change(revision, before, deleted ? null : read);
        table = now.apply(change, "");
        changes.add(change);
    }

    private void flush(List<Change> changes) {
        var now = table;
        if (!changes.isEmpty() && now != null) {
            deliver(new Notice.Changes(changes, now));
            changes.clear();
        }
    }

    /// A list is the simplest thing that is certainly newer than this call, and the only one that
    /// every Kubernetes server gives; it is wanted after lost answers only. Calls that come while
    /// one is under way are served together by the next.
    @Override
    public void requestProgress() {
        session.run(() -> {
            progressWanted = true;
            if (!listing) {
                progress();
            }
        });
    }

    private void progress() {
        progressWanted = false;
        list(
                "the list broke",
                listed -> {
                    var now = table;
                    if (now == null || listed.revision() > now.revision()) {
                        table = listed;
                        deliver(new Notice.Snapshot(listed));
                    } else {
                        deliver(new Notice.Progress(now.revision()));
                    }
                });
    }

    private void deliver(Notice notice) {
        undelivered++;
        var from = stream;
        if (undelivered > NOTICES_MAX && from != null) {
            from.pause();
        }
        session.post(
                "watch notice",
                () -> {
                    try {
                        if (!session.ended(this)) {
                            sink.accept(notice);
                        }
                    } finally {
                        session.run(this::delivered);
                    }
                });
    }

    private void delivered() {
        undelivered--;
        if (undelivered == NOTICES_MAX / 2 && stream != null) {
            stream.resume();
        }
    }

    private boolean closed() {
        return session.ended(this);
    }

    @Override
    public void close() {
        session.end(this);
        session.run(() -> {
            if (stream != null) {
                stream.request().reset();
                stream = null;
            }
        });
    }

    Kind<?> kind() {
        return query.kind();
    }

    private static long revision(Json.Obj object) {
        try {
            return Long.parseLong(object.object("metadata").text("resourceVersion"));
        } catch (NumberFormatException none) {
            throw new Malformed("metadata.resourceVersion: a number is needed");
        }
    }

    private static String why(Malformed broken) {
        return String.valueOf(broken.getMessage());
    }
}
