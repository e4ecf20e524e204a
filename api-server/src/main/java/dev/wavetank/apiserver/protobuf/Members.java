package dev.wavetank.apiserver.protobuf;

import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The members of an object while its message is read: items of a list and entries of a map come
/// one by one, and others between them.
final class Members {
    private final Json.Obj.Builder single = Json.Obj.builder();
    private final SortedMap<String, List<Json>> lists = new TreeMap<>();
    private final SortedMap<String, Json.Obj.Builder> maps = new TreeMap<>();

    /// Of a field that comes again the last value counts.
    void put(String name, Json value) {
        single.put(name, value);
    }

    void item(String name, Json item) {
        lists.computeIfAbsent(name, _ -> new ArrayList<>()).add(item);
    }

    void entry(String name, String key, Json value) {
        maps.computeIfAbsent(name, _ -> Json.Obj.builder()).put(key, value);
    }

    Json.Obj object() {
        lists.forEach((name, items) -> single.put(name, new Json.Arr(items)));
        maps.forEach((name, entries) -> single.put(name, entries.build()));
        return single.build();
    }
}
