package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Field;
import dev.wavetank.apiserver.contract.Schema;
import dev.wavetank.apiserver.contract.Shape;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Draws objects as a type of the contract allows them, small enough that two of them share much.
final class RandomObjects {
    static final Schema SCHEMA = Contract.load().schema();
    static final Forms FORMS = new Forms(SCHEMA);
    private static final int DEPTH = 7;

    private final SplittableRandom chance;

    RandomObjects(long seed) {
        chance = new SplittableRandom(seed);
    }

    static Type type(String name) {
        return SCHEMA.type("io.k8s.api." + name);
    }

    /// {@return an object of this type without items that could be mixed up}
    Json.Obj draw(Type type) {
        return object(type, 0);
    }

    /// Nothing in it is empty: who owns an empty struct owns it until it has parts, which is a law
    /// of its own.
    private Json.Obj object(Type type, int depth) {
        var object = Json.Obj.builder();
        for (Field field : type.fields().values()) {
            if (chance.nextInt(100) < (depth < 3 ? 50 : 20)) {
                var form = FORMS.field(new Form.Struct(type), field.name());
                Json value = value(field.shape(), form, depth + 1);
                if (!isEmpty(value)) {
                    object.put(field.name(), value);
                }
            }
        }
        return object.build();
    }

    private static boolean isEmpty(Json value) {
        return value.equals(Json.Obj.EMPTY) || value.equals(Json.Arr.EMPTY);
    }

    private Json value(Shape shape, Form form, int depth) {
        return switch (shape) {
            case Shape.Scalar _ -> new Json.Text("v" + chance.nextInt(3));
            case Shape.Ref ref -> depth > DEPTH ? Json.Obj.EMPTY : object(SCHEMA.type(ref), depth);
            case Shape.Entries(var each) -> {
                var entries = Json.Obj.builder();
                for (int i = chance.nextInt(3); i > 0; i--) {
                    Json entry = value(each, Form.WHOLE, depth + 1);
                    if (!isEmpty(entry)) {
                        entries.put("k" + chance.nextInt(3), entry);
                    }
                }
                yield entries.build();
            }
            case Shape.Items(var each) -> list(each, form, depth);
        };
    }

    private Json list(Shape each, Form form, int depth) {
        var items = new ArrayList<Json>();
        var steps = new TreeSet<String>();
        for (int i = chance.nextInt(4); i > 0; i--) {
            Json item = value(each, Form.WHOLE, depth + 1);
            if (form instanceof Form.Keyed keyed && item instanceof Json.Obj object) {
                for (String key : keyed.keys()) {
                    object = object.with(key, "k" + chance.nextInt(4));
                }
                item = object;
            }
            if (isEmpty(item)) {
                continue;
            }
            if (form.equals(Form.WHOLE)
                    || steps.add(Objects.requireNonNull(Owned.step(form, item)))) {
                items.add(item);
            }
        }
        return new Json.Arr(List.copyOf(items));
    }
}
