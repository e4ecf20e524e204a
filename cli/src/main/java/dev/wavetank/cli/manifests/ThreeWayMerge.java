package dev.wavetank.cli.manifests;

import dev.wavetank.apiserver.contract.Field;
import dev.wavetank.apiserver.contract.Schema;
import dev.wavetank.apiserver.contract.Shape;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What `kubectl apply` sends: the patch that brings the server's object to what a manifest says,
/// and takes away what the manifest said last time and says no more. What others have added stays.
///
/// With a type it is a strategic merge patch: lists that have a merge key are compared item by
/// item. Without one (custom resources) it is a JSON merge patch, in which lists are replaced.
final class ThreeWayMerge {
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE_VALUES = "$deleteFromPrimitiveList/";
    private static final String RETAIN = "$retainKeys";
    private static final String PATCH = "$patch";

    private final @Nullable Schema schema;

    private ThreeWayMerge(@Nullable Schema schema) {
        this.schema = schema;
    }

    /// {@return the strategic merge patch; empty when there is nothing to change}
    ///
    /// @param original what was applied last; empty when nothing was
    /// @param modified what the manifest says now
    /// @param current what the server has
    static Json.Obj strategic(
            Json.Obj original, Json.Obj modified, Json.Obj current, Type type, Schema schema) {
        return new ThreeWayMerge(schema).object(original, modified, current, type);
    }

    /// {@return the JSON merge patch; empty when there is nothing to change}
    static Json.Obj plain(Json.Obj original, Json.Obj modified, Json.Obj current) {
        return new ThreeWayMerge(null).object(original, modified, current, null);
    }

    private Json.Obj object(
            Json.Obj original, Json.Obj modified, Json.Obj current, @Nullable Type type) {
        var patch = Json.Obj.builder();
        modified.forEach((name, wanted) -> {
            Field field = type == null ? null : type.field(name);
            field(name, original.get(name), wanted, current.get(name), field, shape(field), patch);
        });
        original.forEach((name, _) -> {
            if (!modified.has(name) && current.has(name)) {
                patch.put(name, Json.NULL);
            }
        });
        return patch.build();
    }

    private void field(
            String name,
            @Nullable Json original,
            Json wanted,
            @Nullable Json current,
            @Nullable Field field,
            @Nullable Shape shape,
            Json.Obj.Builder patch) {
        if (wanted.equals(Json.NULL)) {
            if (current != null) {
                patch.put(name, Json.NULL);
            }
        } else if (current == null || current.equals(Json.NULL)) {
            patch.put(name, withoutNulls(wanted));
        } else if (wanted instanceof Json.Obj to && current instanceof Json.Obj from) {
            Json.Obj before = original instanceof Json.Obj object ? object : Json.Obj.EMPTY;
            inner(name, before, to, from, field, shape, patch);
        } else if (wanted instanceof Json.Arr to
                && current instanceof Json.Arr from
                && field != null
                && field.strategies().contains("merge")) {
            Json.Arr before = original instanceof Json.Arr array ? array : Json.Arr.EMPTY;
            if (field.mergeKey().isEmpty()) {
                values(name, before.items(), to.items(), from.items(), patch);
            } else {
                items(name, before.items(), to.items(), from.items(), field, patch);
            }
        } else if (!wanted.equals(current)) {
            patch.put(name, withoutNulls(wanted));
        }
    }

    private void inner(
            String name,
            Json.Obj original,
            Json.Obj wanted,
            Json.Obj current,
            @Nullable Field field,
            @Nullable Shape shape,
            Json.Obj.Builder patch) {
        if (field != null && field.strategies().contains("replace")) {
            if (!wanted.equals(current)) {
                patch.put(name, wanted.with(PATCH, "replace"));
            }
            return;
        }
        Json.Obj change =
                shape instanceof Shape.Entries(var each)
                        ? entries(original, wanted, current, each)
                        : object(original, wanted, current, type(shape));
        if (change.isEmpty()) {
            return;
        }
        if (field != null && field.strategies().contains("retainKeys")) {
            var keys = new ArrayList<Json>();
            wanted.forEach((key, _) -> keys.add(new Json.Text(key)));
            change = change.with(RETAIN, new Json.Arr(keys));
        }
        patch.put(name, change);
    }

    /// A map with names of the user's choice.
    private Json.Obj entries(Json.Obj original, Json.Obj wanted, Json.Obj current, Shape each) {
        var patch = Json.Obj.builder();
        wanted.forEach((name, value) ->
                field(name, original.get(name), value, current.get(name), null, each, patch));
        original.forEach((name, _) -> {
            if (!wanted.has(name) && current.has(name)) {
                patch.put(name, Json.NULL);
            }
        });
        return patch.build();
    }

    /// A list of objects that have a merge key.
    private void items(
            String name,
            List<Json> original,
            List<Json> wanted,
            List<Json> current,
            Field field,
            Json.Obj.Builder patch) {
        String key = field.mergeKey();
        Type type = field.shape() instanceof Shape.Items(var each) ? type(each) : null;
        var changes = new ArrayList<Json>();
        var order = new ArrayList<Json>();
        for (Json each : wanted) {
            var item = each instanceof Json.Obj object ? object : Json.Obj.EMPTY;
            Json value = item.get(key);
            if (value == null) {
                // The server says best what is wrong with it.
                patch.put(name, new Json.Arr(wanted));
                return;
            }
            order.add(Json.Obj.of(key, value));
            Json.Obj now = find(current, key, value);
            if (now == null) {
                changes.add(withoutNulls(item));
                continue;
            }
            Json.Obj before = find(original, key, value);
            Json.Obj change = object(before == null ? Json.Obj.EMPTY : before, item, now, type);
            if (!change.isEmpty()) {
                changes.add(change.with(key, value));
            }
        }
        for (Json each : original) {
            Json value = each instanceof Json.Obj object ? object.get(key) : null;
            if (value != null
                    && find(wanted, key, value) == null
                    && find(current, key, value) != null) {
                changes.add(Json.Obj.of(PATCH, new Json.Text("delete")).with(key, value));
            }
        }
        if (!changes.isEmpty() || !inOrder(order, current, key)) {
            if (!changes.isEmpty()) {
                patch.put(name, new Json.Arr(changes));
            }
            patch.put(ORDER + name, new Json.Arr(order));
        }
    }

    private static Json.@Nullable Obj find(List<Json> items, String key, Json value) {
        for (Json item : items) {
            if (item instanceof Json.Obj object && value.equals(object.get(key))) {
                return object;
            }
        }
        return null;
    }

    /// {@return whether the items stand in this order, whatever else is between them}
    private static boolean inOrder(List<Json> order, List<Json> current, String key) {
        int next = 0;
        for (Json item : current) {
            if (next < order.size()
                    && item instanceof Json.Obj object
                    && order.get(next) instanceof Json.Obj wanted
                    && Objects.equals(wanted.get(key), object.get(key))) {
                next++;
            }
        }
        return next == order.size();
    }

    /// A list of values that is merged as a set.
    private static void values(
            String name,
            List<Json> original,
            List<Json> wanted,
            List<Json> current,
            Json.Obj.Builder patch) {
        List<Json> more = wanted.stream().filter(each -> !current.contains(each)).toList();
        List<Json> gone =
                original.stream()
                        .filter(each -> !wanted.contains(each) && current.contains(each))
                        .toList();
        if (!more.isEmpty()) {
            patch.put(name, new Json.Arr(more));
        }
        if (!gone.isEmpty()) {
            patch.put(DELETE_VALUES + name, new Json.Arr(gone));
        }
        if (!more.isEmpty() || !gone.isEmpty()) {
            patch.put(ORDER + name, new Json.Arr(wanted));
        }
    }

    private static Json withoutNulls(Json value) {
        if (!(value instanceof Json.Obj object)) {
            return value;
        }
        var left = Json.Obj.builder();
        object.forEach((name, each) -> {
            if (!each.equals(Json.NULL)) {
                left.put(name, withoutNulls(each));
            }
        });
        return left.build();
    }

    private static @Nullable Shape shape(@Nullable Field field) {
        return field == null ? null : field.shape();
    }

    private @Nullable Type type(@Nullable Shape shape) {
        return schema != null && shape instanceof Shape.Ref ref ? schema.type(ref) : null;
    }
}
