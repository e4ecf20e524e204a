package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What notices tell.
final class Notices {
    private Notices() {}

    /// {@return what this query finds in a state}
    static <R extends Resource> Table<R> past(Kind<R> kind, Query query, ClusterState state) {
        var all = state.table(kind);
        if (query.wantsAll()) {
            return all;
        }
        var found = Table.empty(kind);
        for (R object : all.all()) {
            if (query.matches(object)) {
                found = found.with(object, "", state.revision());
            }
        }
        return found.at(state.revision());
    }

    /// {@return what a notice tells of; null for nothing}
    static @Nullable List<Ref> refs(Notice notice) {
        return switch (notice) {
            case Notice.Snapshot(var table) -> table.all().stream().map(Resource::ref).toList();
            case Notice.Changes(var changes, _) -> changes.stream().map(Change::ref).toList();
            case Notice.Progress _, Notice.Lost _ -> null;
        };
    }

    /// {@return what a notice tells that who was shown this table does not know}
    static List<Change> news(Notice notice, @Nullable Table<?> shown) {
        return switch (notice) {
            case Notice.Snapshot(var table) -> shown == null ? List.of() : shown.changesTo(table);
            case Notice.Changes(var changes, _) -> changes;
            case Notice.Progress _, Notice.Lost _ -> List.of();
        };
    }
}
