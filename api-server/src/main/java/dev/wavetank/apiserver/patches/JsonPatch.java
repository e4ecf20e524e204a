package dev.wavetank.apiserver.patches;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// JSON patch, RFC 6902: a list of operations, all of which apply or none.
public final class JsonPatch {
    /// Upstream's `maxJSONPatchOperations`.
    public static final int OPERATIONS_MAX = 10_000;

    private JsonPatch() {}

    /// {@return the target, patched}
    ///
    /// @throws Malformed when the patch is none
    /// @throws PatchFailure when it does not apply to this target
    public static Json apply(Json target, Json patch) {
        if (!(patch instanceof Json.Arr operations)) {
            throw new Malformed("a JSON patch is an array of operations");
        }
        Json patched = target;
        for (Json each : operations.items()) {
            if (!(each instanceof Json.Obj operation)) {
                throw new Malformed("an operation of a JSON patch is an object, found " + each);
            }
            patched = operate(patched, operation);
        }
        return patched;
    }

    private static Json operate(Json target, Json.Obj operation) {
        String op = operation.text("op");
        if (!(operation.get("path") instanceof Json.Text(var path))) {
            throw new Malformed("operation " + op + " has no path");
        }
        return switch (op) {
            case "add" -> add(target, path, value(operation));
            case "remove" -> remove(target, path);
            case "replace" -> {
                get(target, path, op);
                yield path.isEmpty()
                        ? value(operation)
                        : change(target, steps(path), 0, path, value(operation), Change.REPLACE);
            }
            case "move" -> {
                String from = from(operation);
                if (path.startsWith(from + "/")) {
                    throw new PatchFailure("cannot move " + from + " into itself at " + path);
                }
                yield add(remove(target, from), path, get(target, from, op));
            }
            case "copy" -> add(target, path, get(target, from(operation), op));
            case "test" -> {
                Json found = find(target, path);
                // What is not there is null for this operation.
                if (!value(operation).equals(found == null ? Json.NULL : found)) {
                    throw new PatchFailure("testing value " + path + " failed");
                }
                yield target;
            }
            default -> throw new Malformed("unexpected kind of operation: " + op);
        };
    }

    private static Json value(Json.Obj operation) {
        Json value = operation.get("value");
        if (value == null) {
            throw new Malformed("operation " + operation.text("op") + " has no value");
        }
        return value;
    }

    private static String from(Json.Obj operation) {
        if (!(operation.get("from") instanceof Json.Text(var from))) {
            throw new Malformed("operation " + operation.text("op") + " has no from");
        }
        return from;
    }

    private enum Change {
        ADD,
        REPLACE,
        REMOVE
    }

    private static Json add(Json target, String path, Json value) {
        return path.isEmpty() ? value : change(target, steps(path), 0, path, value, Change.ADD);
    }

    private static Json remove(Json target, String path) {
        get(target, path, "remove");
        return path.isEmpty()
                ? Json.NULL
                : change(target, steps(path), 0, path, Json.NULL, Change.REMOVE);
    }

    /// The steps of a JSON pointer, RFC 6901.
    private static List<String> steps(String path) {
        if (!path.startsWith("/")) {
            throw new Malformed("a path begins with \"/\", found " + new Json.Text(path));
        }
        var steps = new ArrayList<String>();
        for (String step : path.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    private static Json get(Json target, String path, String op) {
        Json found = find(target, path);
        if (found == null) {
            throw new PatchFailure(
                    op + " operation does not apply: doc is missing path: \"" + path + "\"");
        }
        return found;
    }

    private static @Nullable Json find(Json target, String path) {
        if (path.isEmpty()) {
            return target;
        }
        Json found = target;
        for (String step : steps(path)) {
            found = child(found, step);
            if (found == null) {
                return null;
            }
        }
        return found;
    }

    private static @Nullable Json child(Json parent, String step) {
        return switch (parent) {
            case Json.Obj object -> object.get(step);
            case Json.Arr(var items) -> {
                int place = place(step, items.size() - 1);
                yield place < 0 ? null : items.get(place);
            }
            case Json.Null _, Json.Bool _, Json.Num _, Json.Text _ -> null;
        };
    }

    /// {@return the place in an array, or -1 when the step is none up to this last one}
    private static int place(String step, int last) {
        if (!step.matches("0|[1-9][0-9]{0,8}")) {
            return -1;
        }
        int place = Integer.parseInt(step);
        return place <= last ? place : -1;
    }

    private static Json change(
            Json target, List<String> steps, int depth, String path, Json value, Change change) {
        String step = steps.get(depth);
        boolean last = depth == steps.size() - 1;
        if (target instanceof Json.Obj object) {
            if (last) {
                return change == Change.REMOVE ? object.without(step) : object.with(step, value);
            }
            Json inner = object.get(step);
            if (inner != null) {
                return object.with(step, change(inner, steps, depth + 1, path, value, change));
            }
        } else if (target instanceof Json.Arr array) {
            var items = new ArrayList<>(array.items());
            int end = items.size();
            if (last && change == Change.ADD) {
                int place = step.equals("-") ? end : place(step, end);
                if (place >= 0) {
                    items.add(place, value);
                    return new Json.Arr(items);
                }
            }
            int place = place(step, end - 1);
            if (place >= 0 && last && change == Change.REMOVE) {
                items.remove(place);
                return new Json.Arr(items);
            } else if (place >= 0) {
                items.set(
                        place,
                        last
                                ? value
                                : change(items.get(place), steps, depth + 1, path, value, change));
                return new Json.Arr(items);
            }
        }
        throw new PatchFailure(
                "add operation does not apply: doc is missing path: \"" + path + "\"");
    }
}
