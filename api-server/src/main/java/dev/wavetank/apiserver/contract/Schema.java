package dev.wavetank.apiserver.contract;

import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// All types of the API.
public final class Schema {
    /// The type of every object's `metadata`.
    public static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    private final SortedMap<String, Type> types = new TreeMap<>();
    private final SortedMap<String, Type> kinds = new TreeMap<>();

    private Schema() {}

    /// {@return the schema that this table holds}
    static Schema read(Json.Obj table) {
        var schema = new Schema();
        table.object("types").forEach((name, json) -> schema.add(name, (Json.Obj) json));
        return schema;
    }

    /// {@return the type with this full name}
    public Type type(String name) {
        Type type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("the contract has no type " + name);
        }
        return type;
    }

    public Type type(Shape.Ref ref) {
        return type(ref.type());
    }

    /// {@return the type of a kind, or null when it has none}
    public @Nullable Type kind(String group, String version, String kind) {
        return kinds.get(group + "/" + version + "/" + kind);
    }

    private void add(String name, Json.Obj json) {
        var fields = new TreeMap<String, Field>();
        json.object("fields")
                .forEach((field, each) -> fields.put(field, field(field, (Json.Obj) each)));
        var presets = new TreeMap<String, Json>();
        json.object("nestedDefaults").forEach(presets::put);
        var type =
                new Type(
                        name,
                        Collections.unmodifiableSortedMap(fields),
                        strings(json.array("required")),
                        json.has("atomic"),
                        Collections.unmodifiableSortedMap(presets));
        types.put(name, type);
        for (Json each : json.array("gvk")) {
            var gvk = (Json.Obj) each;
            kinds.put(gvk.text("group") + "/" + gvk.text("version") + "/" + gvk.text("kind"), type);
        }
    }

    private static Field field(String name, Json.Obj json) {
        String strategy = json.text("strategy");
        return new Field(
                name,
                shape(json),
                json.text("mergeKey"),
                strategy.isEmpty() ? List.of() : List.of(strategy.split(",", -1)),
                json.text("listType"),
                strings(json.array("listKeys")),
                json.text("mapType"),
                json.get("default"),
                json.has("pointer"));
    }

    /// {@return the shape that this entry of the contract's tables describes}
    public static Shape shape(Json.Obj json) {
        if (json.get("ref") instanceof Json.Text ref) {
            return new Shape.Ref(ref.value());
        } else if (json.get("list") instanceof Json.Obj each) {
            return new Shape.Items(shape(each));
        } else if (json.get("map") instanceof Json.Obj each) {
            return new Shape.Entries(shape(each));
        }
        return Shape.Scalar.labelled(json.text("scalar"));
    }

    static List<String> strings(List<Json> items) {
        var strings = new ArrayList<String>(items.size());
        for (Json item : items) {
            strings.add(((Json.Text) item).value());
        }
        return strings;
    }
}
