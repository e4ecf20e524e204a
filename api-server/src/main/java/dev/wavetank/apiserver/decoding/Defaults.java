package dev.wavetank.apiserver.decoding;

import dev.wavetank.apiserver.contract.Field;
import dev.wavetank.apiserver.contract.Schema;
import dev.wavetank.apiserver.contract.Shape;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;

/// Fills in the values that fields have when the user gives none, as far as they depend on nothing
/// else; those that do are each kind's own.
public final class Defaults {
    /// The one type whose numbers are no pointers in Go, so that 0 is absence there.
    private static final String PROBE = "io.k8s.api.core.v1.Probe";

    private final Schema schema;

    public Defaults(Schema schema) {
        this.schema = schema;
    }

    /// {@return the tree with every default of its type, down to its last part}
    public Json.Obj fill(Json.Obj tree, Type type) {
        var filled = Json.Obj.builder();
        tree.forEach((name, value) -> {
            Field field = type.field(name);
            filled.put(
                    name,
                    field == null ? value : fill(orPreset(value, field, type), field.shape()));
        });
        for (Field field : type.fields().values()) {
            Json preset = field.preset();
            if (preset != null && !tree.has(field.name())) {
                filled.put(field.name(), fill(preset, field.shape()));
            }
        }
        Json.Obj complete = filled.build();
        for (var preset : type.presets().entrySet()) {
            complete = preset(complete, preset.getKey(), preset.getValue());
        }
        return complete;
    }

    private static Json orPreset(Json value, Field field, Type type) {
        Json preset = field.preset();
        return preset != null && isZero(value, preset, type) ? preset : value;
    }

    private static boolean isZero(Json value, Json preset, Type type) {
        return switch (preset) {
            case Json.Text _ -> value.equals(new Json.Text(""));
            case Json.Arr _ -> value.equals(Json.Arr.EMPTY);
            case Json.Num _ -> type.name().equals(PROBE) && value.equals(Json.Num.of(0));
            case Json.Null _, Json.Bool _, Json.Obj _ -> false;
        };
    }

    private Json fill(Json value, Shape shape) {
        return switch (shape) {
            case Shape.Scalar _ -> value;
            case Shape.Ref ref ->
                    value instanceof Json.Obj tree ? fill(tree, schema.type(ref)) : value;
            case Shape.Items(var each) -> {
                if (each instanceof Shape.Scalar || !(value instanceof Json.Arr array)) {
                    yield value;
                }
                var items = new ArrayList<Json>(array.items().size());
                for (Json item : array.items()) {
                    items.add(fill(item, each));
                }
                yield new Json.Arr(items);
            }
            case Shape.Entries(var each) -> {
                if (each instanceof Shape.Scalar || !(value instanceof Json.Obj tree)) {
                    yield value;
                }
                var entries = Json.Obj.builder();
                tree.forEach((name, entry) -> entries.put(name, fill(entry, each)));
                yield entries.build();
            }
        };
    }

    /// Sets a field further down where it is absent and what it belongs to is there.
    private static Json.Obj preset(Json.Obj tree, String path, Json value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return tree.has(path) ? tree : tree.with(path, value);
        }
        String outer = path.substring(0, dot);
        return tree.get(outer) instanceof Json.Obj inner
                ? tree.with(outer, preset(inner, path.substring(dot + 1), value))
                : tree;
    }
}
