package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.managed.ManagedFields.Entry;
import dev.wavetank.cluster.model.Json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Keeps account of who owns what when an object is written in any way but by server-side apply:
/// whoever writes a field takes it from all others.
///
/// @param scope what this write can change
/// @param now when it is written, to the second
record Tracking(Forms forms, Type type, Scope scope, Instant now) {
    /// Upstream's DefaultMaxUpdateManagers: beyond that the oldest become one.
    private static final int UPDATERS_MAX = 10;

    private static final String ANCIENT = "ancient-changes";

    /// What belongs to the object whoever writes it (upstream's stripMetaManager).
    private static final FieldSet NOBODYS =
            FieldSet.read(
                    fields("apiVersion", "kind", "metadata")
                            .with(
                                    Steps.field("metadata"),
                                    fields(
                                                    "clusterName",
                                                    "creationTimestamp",
                                                    "generation",
                                                    "managedFields",
                                                    "name",
                                                    "namespace",
                                                    "resourceVersion",
                                                    "selfLink",
                                                    "uid")
                                            .with(".", Json.Obj.EMPTY)));

    private static Json.Obj fields(String... names) {
        var fields = Json.Obj.builder();
        for (String name : names) {
            fields.put(Steps.field(name), Json.Obj.EMPTY);
        }
        return fields.build();
    }

    static FieldSet somebodys(FieldSet fields) {
        return fields.minus(NOBODYS);
    }

    /// {@return who owns what after a write}
    ///
    /// @param apiVersion in which the trees are
    ManagedFields written(
            Json.Obj before, Json.Obj after, ManagedFields managed, Owner by, String apiVersion) {
        var difference = Comparison.of(before, after, type, forms).in(scope);
        FieldSet changed = difference.changed();
        FieldSet taken = changed.union(difference.removed());
        var entries = new TreeMap<Owner, Entry>();
        managed.entries()
                .forEach((manager, entry) ->
                        put(entries, manager, entry.with(entry.fields().minus(taken))));
        FieldSet own = somebodys(changed);
        if (!own.isEmpty()) {
            var previous = entries.get(by);
            FieldSet all = previous == null ? own : previous.fields().union(own);
            entries.put(by, new Entry(apiVersion, all, now));
        }
        return new ManagedFields(capped(entries));
    }

    static void put(SortedMap<Owner, Entry> entries, Owner manager, Entry entry) {
        if (!entry.fields().isEmpty()) {
            entries.put(manager, entry);
        }
    }

    /// The oldest of too many updaters become one for each version that they wrote.
    private static SortedMap<Owner, Entry> capped(TreeMap<Owner, Entry> entries) {
        List<Map.Entry<Owner, Entry>> updaters = new ArrayList<>();
        entries.entrySet().stream().filter(each -> !each.getKey().applies()).forEach(updaters::add);
        int left = updaters.size();
        if (left <= UPDATERS_MAX) {
            return entries;
        }
        updaters.sort(
                Comparator.comparing(each -> {
                    Instant time = each.getValue().time();
                    return time == null ? Instant.EPOCH : time;
                }));
        var capped = new TreeMap<>(entries);
        var firsts = new TreeMap<String, Owner>();
        for (var each : updaters) {
            String version = each.getValue().apiVersion();
            Owner first = firsts.putIfAbsent(version, each.getKey());
            if (left <= UPDATERS_MAX) {
                break;
            } else if (first != null) {
                var ancient = Owner.updating(ANCIENT, version, "");
                var bucket = capped.containsKey(ancient) ? capped.get(ancient) : capped.get(first);
                FieldSet all = each.getValue().fields();
                if (bucket != null) {
                    all = all.union(bucket.fields());
                }
                capped.remove(first);
                capped.remove(each.getKey());
                capped.put(ancient, new Entry(version, all, each.getValue().time()));
                left--;
            }
        }
        return capped;
    }
}
