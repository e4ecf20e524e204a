package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;

/// Old tables that lists in pages still read from. Few and not for long: what is left of one once
/// the cluster has moved on is memory that only it needs.
final class PinnedTables {
    private static final int TABLES_MAX = 64;

    /// As long as etcd keeps old revisions under an API server (`--etcd-compaction-interval`).
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final LinkedHashMap<At, Pinned> tables = new LinkedHashMap<>();

    private record At(Kind<?> kind, long revision) {}

    private record Pinned(Table<?> table, Time at) {}

    void pin(Table<?> table, Time now) {
        forget(now);
        tables.putIfAbsent(new At(table.kind(), table.revision()), new Pinned(table, now));
        while (tables.size() > TABLES_MAX) {
            tables.pollFirstEntry();
        }
    }

    @Nullable Table<?> at(Kind<?> kind, long revision, Time now) {
        forget(now);
        var pinned = tables.get(new At(kind, revision));
        return pinned == null ? null : pinned.table();
    }

    private void forget(Time now) {
        var oldest = tables.firstEntry();
        while (oldest != null && now.since(oldest.getValue().at()).compareTo(KEPT) > 0) {
            tables.pollFirstEntry();
            oldest = tables.firstEntry();
        }
    }
}
