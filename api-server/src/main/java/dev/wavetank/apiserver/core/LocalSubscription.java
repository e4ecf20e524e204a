package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// The server's half of one watch of a component in the same process; lives in turns of the
/// server's World.
///
/// Who asks for a whole kind is handed the committed table itself; who asks for part of it gets a
/// small table of their own, kept by the changes.
final class LocalSubscription {
    private final ApiServerCore core;
    private final Query query;
    private final Consumer<Notice> out;
    private @Nullable WatchCursor cursor;
    private Table<?> table;

    LocalSubscription(ApiServerCore core, Query query, Consumer<Notice> out) {
        this.core = core;
        this.query = query;
        this.out = out;
        table = Table.empty(query.kind());
    }

    void begin() {
        var state = core.watches().committed();
        cursor = core.watches().open(Interest.in(query), state.revision(), this::wake);
        table = query.wantsAll() ? state.table(query.kind()) : found(query.kind(), state);
        out.accept(new Notice.Snapshot(table));
    }

    private <R extends Resource> Table<R> found(Kind<R> kind, ClusterState state) {
        var all = state.table(kind);
        var found = Table.empty(kind);
        for (R object : candidates(all)) {
            if (query.matches(object)) {
                found = found.with(object, "", state.revision());
            }
        }
        return found.at(state.revision());
    }

    private <R extends Resource> Collection<R> candidates(Table<R> all) {
        if (!query.name().isEmpty() && (!query.namespace().isEmpty() || !all.kind().namespaced())) {
            R object = all.get(query.namespace(), query.name());
            return object == null ? List.of() : List.of(object);
        } else if (!query.node().isEmpty()) {
            return all.on(query.node());
        }
        return query.namespace().isEmpty() ? all.all() : all.in(query.namespace());
    }

    private void wake() {
        if (cursor == null) {
            return;
        }
        switch (cursor.pull(Integer.MAX_VALUE)) {
            case WatchCursor.Pulled.Changes(var changes) -> {
                advance(changes);
                out.accept(new Notice.Changes(changes, table));
                // Nothing can have come in between: this notes that the reader waits again.
                cursor.pull(1);
            }
            case WatchCursor.Pulled.CaughtUp _ -> {}
            case WatchCursor.Pulled.Gone _ -> {
                end();
                begin();
            }
        }
    }

    private void advance(List<Change> changes) {
        var state = core.watches().committed();
        if (query.wantsAll()) {
            table = state.table(query.kind());
            return;
        }
        for (var change : changes) {
            table = table.apply(change, "");
        }
        table = table.at(state.revision());
    }

    void progress() {
        out.accept(new Notice.Progress(core.watches().committed().revision()));
    }

    void end() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }
}
