package dev.wavetank.apiserver.patches;

import dev.wavetank.apiserver.contract.Field;
import dev.wavetank.apiserver.contract.Schema;
import dev.wavetank.apiserver.contract.Shape;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Strategic merge patch: like a JSON merge patch, but lists merge item by item where the contract
/// names a merge key, and the patch may carry directives.
///
/// | directive | means |
/// |---|---|
/// | `$patch: replace` in an object | the rest of it replaces the old one |
/// | `$patch: delete` in an object | what the old one held goes |
/// | `$patch: delete` in an item of a list | the item with this key goes |
/// | `$patch: replace` in a list | the other items replace the old ones |
/// | `$deleteFromPrimitiveList/x` | these values go from the list `x` |
/// | `$setElementOrder/x` | the order of the items of `x`; others keep their place beside them |
/// | `$retainKeys` | all other fields of the object go |
public final class StrategicPatch {
    static final String PATCH = "$patch";
    static final Json REPLACE = new Json.Text("replace");
    static final Json DELETE = new Json.Text("delete");
    private static final String RETAIN = "$retainKeys";
    private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";

    private final Schema schema;

    private StrategicPatch(Schema schema) {
        this.schema = schema;
    }

    /// {@return the target, patched}
    ///
    /// @param type of the target
    /// @throws Malformed when the patch is none
    public static Json.Obj apply(Json.Obj target, Json patch, Type type, Schema schema) {
        if (!(patch instanceof Json.Obj changes)) {
            throw new Malformed("a strategic merge patch is an object");
        }
        return new StrategicPatch(schema).object(target, changes, type);
    }

    /// {@return a merge of two objects}
    ///
    /// @param type null where the contract does not look inside
    Json.Obj object(Json.Obj target, Json.Obj patch, @Nullable Type type) {
        Json directive = patch.get(PATCH);
        if (REPLACE.equals(directive)) {
            return patch.without(PATCH);
        } else if (DELETE.equals(directive)) {
            return Json.Obj.EMPTY;
        } else if (directive != null) {
            throw unknown(patch);
        }
        Json.Obj merged = retained(target, patch);
        for (int i = 0; i < patch.size(); i++) {
            String name = patch.name(i);
            Json change = patch.value(i);
            if (name.startsWith(DELETE_VALUES)) {
                merged = withoutValues(merged, name.substring(DELETE_VALUES.length()), change);
            } else if (!name.equals(PATCH) && !name.equals(RETAIN) && !name.startsWith(ORDER)) {
                merged = field(merged, name, change, type, patch.get(ORDER + name));
            }
        }
        for (int i = 0; i < patch.size(); i++) {
            String name = patch.name(i);
            if (name.startsWith(ORDER) && !patch.has(name.substring(ORDER.length()))) {
                String list = name.substring(ORDER.length());
                merged = ordered(merged, list, patch.value(i), type);
            }
        }
        return merged;
    }

    /// Upstream knows no other directives: `merge`, which is what happens anyway, is none.
    static Malformed unknown(Json.Obj patch) {
        Json directive = patch.get(PATCH);
        return new Malformed(
                "unknown patch type: "
                        + (directive instanceof Json.Text(var text) ? text : directive)
                        + " in map: "
                        + patch);
    }

    private static Json.Obj retained(Json.Obj target, Json.Obj patch) {
        if (!patch.has(RETAIN)) {
            return target;
        } else if (!(patch.get(RETAIN) instanceof Json.Arr)) {
            throw new Malformed("invalid patch format of retainKeys");
        }
        List<Json> retain = patch.array(RETAIN);
        for (int i = 0; i < patch.size(); i++) {
            String name = patch.name(i);
            if (!name.startsWith("$")
                    && !patch.value(i).equals(Json.NULL)
                    && !retain.contains(new Json.Text(name))) {
                throw new PatchFailure("patch content doesn't match retainKeys list");
            }
        }
        var kept = Json.Obj.builder();
        target.forEach((name, value) -> {
            if (retain.contains(new Json.Text(name))) {
                kept.put(name, value);
            }
        });
        return kept.build();
    }

    private static Json.Obj withoutValues(Json.Obj target, String list, Json values) {
        if (!(values instanceof Json.Arr gone)) {
            throw new Malformed("invalid patch format of primitive list");
        }
        if (!(target.get(list) instanceof Json.Arr array)) {
            return target;
        }
        return target.with(
                list,
                new Json.Arr(
                        array.items().stream().filter(v -> !gone.items().contains(v)).toList()));
    }

    private Json.Obj field(
            Json.Obj target, String name, Json change, @Nullable Type type, @Nullable Json order) {
        Json old = target.get(name);
        Field field = type == null ? null : type.field(name);
        boolean removes =
                old == null
                        && change instanceof Json.Obj object
                        && DELETE.equals(object.get(PATCH));
        if (removes || change.equals(Json.NULL)) {
            return target.without(name);
        }
        boolean replaces = field != null && field.strategies().contains("replace");
        Json value =
                switch (change) {
                    case Json.Obj object ->
                            object(
                                    old instanceof Json.Obj tree && !replaces
                                            ? tree
                                            : Json.Obj.EMPTY,
                                    object,
                                    inside(field));
                    case Json.Arr array when field != null && field.merges() && !replaces ->
                            new ListMerge(this, field, itemType(field))
                                    .merge(
                                            old instanceof Json.Arr list ? list.items() : List.of(),
                                            array.items(),
                                            order);
                    case Json.Arr _, Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> change;
                };
        return target.with(name, value);
    }

    private Json.Obj ordered(Json.Obj target, String list, Json order, @Nullable Type type) {
        Field field = type == null ? null : type.field(list);
        return field != null && target.get(list) instanceof Json.Arr array
                ? target.with(
                        list,
                        new ListMerge(this, field, itemType(field))
                                .merge(array.items(), List.of(), order))
                : target;
    }

    private @Nullable Type inside(@Nullable Field field) {
        return field == null ? null : typeOf(field.shape());
    }

    private @Nullable Type itemType(Field field) {
        return field.shape() instanceof Shape.Items(var each) ? typeOf(each) : null;
    }

    private @Nullable Type typeOf(Shape shape) {
        return shape instanceof Shape.Ref ref ? schema.type(ref) : null;
    }
}
