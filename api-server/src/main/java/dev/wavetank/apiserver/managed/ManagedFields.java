package dev.wavetank.apiserver.managed;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Timestamps;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who owns what of one object: `metadata.managedFields`.
record ManagedFields(SortedMap<Owner, Entry> entries) {
    static final String FIELD = "managedFields";
    static final ManagedFields NONE = new ManagedFields(Collections.emptySortedMap());

    /// The order of upstream's encoder: who applies first, then the oldest.
    private static final Comparator<Map.Entry<Owner, Entry>> ORDER =
            Comparator.<Map.Entry<Owner, Entry>, String>comparing(e -> e.getKey().operation())
                    .thenComparing(e -> e.getValue().order())
                    .thenComparing(e -> e.getKey().name())
                    .thenComparing(e -> e.getValue().apiVersion())
                    .thenComparing(e -> e.getKey().subresource());

    ManagedFields {
        entries = Collections.unmodifiableSortedMap(entries);
    }

    /// What one manager owns.
    ///
    /// @param apiVersion in which the paths of the fields are meant
    /// @param time when the manager last took or gave up fields; null when nobody knows
    record Entry(String apiVersion, FieldSet fields, @Nullable Instant time) {
        Entry with(FieldSet changed) {
            return new Entry(apiVersion, changed, time);
        }

        private Instant order() {
            return time == null ? Instant.EPOCH : time;
        }
    }

    /// {@return what a `managedFields` of an object says}
    ///
    /// @throws Malformed when it says nothing that makes sense
    static ManagedFields read(List<Json> list) {
        var entries = new TreeMap<Owner, Entry>();
        for (Json item : list) {
            if (!(item instanceof Json.Obj entry)) {
                throw new Malformed(FIELD + " holds no object but " + item);
            }
            boolean applies =
                    switch (entry.text("operation")) {
                        case "Apply" -> true;
                        case "Update" -> false;
                        default -> throw new Malformed("operation must be `Apply` or `Update`");
                    };
            String version = entry.text("apiVersion");
            if (version.isEmpty()) {
                throw new Malformed("apiVersion must not be empty");
            }
            if (!entry.text("fieldsType").equals("FieldsV1")) {
                throw new Malformed(
                        "invalid fieldsType " + new Json.Text(entry.text("fieldsType")));
            }
            entries.put(
                    new Owner(entry.text("manager"), applies, version, entry.text("subresource")),
                    new Entry(
                            version,
                            FieldSet.read(entry.object("fieldsV1")),
                            Timestamps.read(entry.text("time"))));
        }
        return new ManagedFields(entries);
    }

    /// {@return the same, or none when it makes no sense: nobody's mistake may block all writes}
    static ManagedFields readOrNone(List<Json> list) {
        try {
            return read(list);
        } catch (Malformed _) {
            return NONE;
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    Json.Arr json() {
        var list = new ArrayList<Json>();
        entries.entrySet().stream()
                .sorted(ORDER)
                .forEach(each -> list.add(json(each.getKey(), each.getValue())));
        return new Json.Arr(list);
    }

    private static Json json(Owner manager, Entry entry) {
        var json =
                Json.Obj.builder()
                        .put("apiVersion", entry.apiVersion())
                        .put("fieldsType", "FieldsV1")
                        .put("fieldsV1", entry.fields().json())
                        .put("manager", manager.name())
                        .put("operation", manager.operation());
        if (!manager.subresource().isEmpty()) {
            json.put("subresource", manager.subresource());
        }
        if (entry.time() != null) {
            json.put("time", Timestamps.seconds(entry.time()));
        }
        return json.build();
    }

    /// {@return whether both say the same but for the times}
    boolean sameOwners(ManagedFields other) {
        return timeless().equals(other.timeless());
    }

    private SortedMap<Owner, Entry> timeless() {
        var timeless = new TreeMap<Owner, Entry>();
        entries.forEach((manager, entry) ->
                timeless.put(manager, new Entry(entry.apiVersion(), entry.fields(), null)));
        return timeless;
    }
}
