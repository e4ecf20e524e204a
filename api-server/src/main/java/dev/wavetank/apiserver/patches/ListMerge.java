package dev.wavetank.apiserver.patches;

import dev.wavetank.apiserver.contract.Field;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Merges a list item by item: objects by their merge key, other values as a set.
///
/// @param each the type of the items; null for values without parts
record ListMerge(StrategicPatch objects, Field field, @Nullable Type each) {

    Json.Arr merge(List<Json> old, List<Json> patch, @Nullable Json order) {
        patch.forEach(ListMerge::check);
        if (patch.stream().anyMatch(item -> isTo(item, StrategicPatch.REPLACE))) {
            return new Json.Arr(patch.stream().filter(item -> directive(item) == null).toList());
        }
        var merged = new ArrayList<>(old);
        var kept = new ArrayList<Json>();
        for (Json item : patch) {
            Json key = key(item);
            int at = find(merged, key);
            if (isTo(item, StrategicPatch.DELETE)) {
                while (at >= 0) {
                    merged.remove(at);
                    at = find(merged, key);
                }
                continue;
            }
            kept.add(key);
            if (!(item instanceof Json.Obj change) || field.mergeKey().isEmpty()) {
                if (at < 0) {
                    merged.add(item);
                }
            } else if (at < 0) {
                merged.add(objects.object(Json.Obj.EMPTY, change, each));
            } else if (merged.get(at) instanceof Json.Obj target) {
                merged.set(at, objects.object(target, change, each));
            }
        }
        List<Json> wanted = wanted(order, kept);
        if (order != null) {
            checkOrder(kept, wanted);
        }
        return new Json.Arr(arranged(merged, wanted, old));
    }

    private static @Nullable Json directive(Json item) {
        return item instanceof Json.Obj object ? object.get(StrategicPatch.PATCH) : null;
    }

    private static boolean isTo(Json item, Json directive) {
        return directive.equals(directive(item));
    }

    private static void check(Json item) {
        Json directive = directive(item);
        if (new Json.Text("merge").equals(directive)) {
            throw new Malformed("merging lists cannot yet be specified in the patch");
        } else if (directive != null
                && item instanceof Json.Obj object
                && !isTo(item, StrategicPatch.REPLACE)
                && !isTo(item, StrategicPatch.DELETE)) {
            throw StrategicPatch.unknown(object);
        }
    }

    /// What is patched must be part of the order that the patch sets, and in that order.
    private void checkOrder(List<Json> patched, List<Json> wanted) {
        int at = -1;
        for (Json key : patched) {
            int place = wanted.indexOf(key);
            if (place < at || place < 0) {
                throw new Malformed(
                        "The order in patch list:\n"
                                + new Json.Arr(patched)
                                + "\n doesn't match $setElementOrder/"
                                + field.name()
                                + " list:\n"
                                + new Json.Arr(wanted)
                                + "\n");
            }
            at = place;
        }
    }

    /// {@return what tells this item apart: the value of its merge key, or itself}
    private Json key(Json item) {
        if (field.mergeKey().isEmpty()) {
            return item;
        }
        Json key = item instanceof Json.Obj object ? object.get(field.mergeKey()) : null;
        if (key == null) {
            throw new Malformed(
                    "map: " + item + " does not contain declared merge key: " + field.mergeKey());
        }
        return key;
    }

    private int find(List<Json> items, Json key) {
        for (int i = 0; i < items.size(); i++) {
            if (key(items.get(i)).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /// {@return the keys in the order that the patch wants}
    private List<Json> wanted(@Nullable Json order, List<Json> patched) {
        return switch (order) {
            case null -> patched;
            case Json.Arr array -> array.items().stream().map(this::key).toList();
            case Json.Obj _, Json.Text _, Json.Num _, Json.Bool _, Json.Null _ ->
                    throw new Malformed(
                            "$setElementOrder/"
                                    + field.name()
                                    + ": a list is needed, found "
                                    + order);
        };
    }

    /// The patch's items come in its order; those that it does not know stay before the items that
    /// they stood before, as upstream's `mergeSortedSlice` has it.
    private List<Json> arranged(List<Json> merged, List<Json> wanted, List<Json> old) {
        var known = new ArrayList<Json>();
        for (Json key : wanted) {
            int at = find(merged, key);
            if (at >= 0 && find(known, key) < 0) {
                known.add(merged.get(at));
            }
        }
        var others = merged.stream().filter(item -> !wanted.contains(key(item))).toList();
        var result = new ArrayList<Json>();
        int i = 0;
        int j = 0;
        while (i < others.size() || j < known.size()) {
            if (j >= known.size()
                    || (i < others.size() && before(others.get(i), known.get(j), old))) {
                result.add(others.get(i++));
            } else {
                result.add(known.get(j++));
            }
        }
        return result;
    }

    private boolean before(Json one, Json other, List<Json> old) {
        int first = find(old, key(one));
        int second = find(old, key(other));
        return first >= 0 && second >= 0 && first < second;
    }
}
