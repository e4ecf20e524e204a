package dev.wavetank.cli.jsonpath;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Follows steps through values. What is not there is nothing, not a mistake, as in kubectl.
final class Walk {
    private Walk() {}

    static List<Json> along(List<Step> steps, Json from) {
        List<Json> values = List.of(from);
        for (Step step : steps) {
            values = step(step, values);
        }
        return values;
    }

    private static List<Json> step(Step step, List<Json> values) {
        return switch (step) {
            case Step.Field(String name) -> field(name, values);
            case Step.Wildcard _ -> values.stream().flatMap(v -> children(v).stream()).toList();
            case Step.Descent _ -> {
                var all = new ArrayList<Json>();
                values.forEach(value -> descend(value, all));
                yield all;
            }
            case Step.Slice slice -> {
                var items = new ArrayList<Json>();
                for (Json value : values) {
                    if (!value.equals(Json.NULL)) {
                        items.addAll(slice(slice, array(value, " is not array or slice")));
                    }
                }
                yield items;
            }
            case Step.Union(List<List<Step>> paths) -> {
                var found = new ArrayList<Json>();
                for (List<Step> path : paths) {
                    values.forEach(value -> found.addAll(along(path, value)));
                }
                yield found;
            }
            case Step.Filter filter -> {
                var passed = new ArrayList<Json>();
                for (Json value : values) {
                    for (Json item :
                            array(value, " is not array or slice and cannot be filtered")) {
                        if (passes(filter, item)) {
                            passed.add(item);
                        }
                    }
                }
                yield passed;
            }
            case Step.Literal(Json value) -> List.of(value);
        };
    }

    private static List<Json> field(String name, List<Json> values) {
        var found = new ArrayList<Json>();
        for (Json value : values) {
            Json member = value instanceof Json.Obj object ? object.get(name) : null;
            if (member != null) {
                found.add(member);
            }
        }
        return found;
    }

    private static List<Json> children(Json value) {
        var children = new ArrayList<Json>();
        if (value instanceof Json.Obj object) {
            object.forEach((_, member) -> children.add(member));
        } else if (value instanceof Json.Arr array) {
            children.addAll(array.items());
        }
        return children;
    }

    private static void descend(Json value, List<Json> into) {
        into.add(value);
        children(value).forEach(each -> descend(each, into));
    }

    private static List<Json> array(Json value, String problem) {
        if (value instanceof Json.Arr array) {
            return array.items();
        }
        throw new Malformed((value instanceof Json.Obj ? "an object" : value.toString()) + problem);
    }

    private static List<Json> slice(Step.Slice slice, List<Json> items) {
        int length = items.size();
        int start = Objects.requireNonNullElse(slice.start(), 0);
        int from = start < 0 ? start + length : start;
        int end = Objects.requireNonNullElse(slice.end(), slice.one() ? start + 1 : length);
        int to = end < 0 || (end == 0 && slice.one()) ? end + length : end;
        if (from == to) {
            return List.of();
        }
        if (from < 0 || from >= length) {
            throw outOfBounds(from, length);
        }
        if (to < 0 || to > length) {
            throw outOfBounds(to - 1, length);
        }
        if (from > to) {
            throw new Malformed("starting index " + from + " is greater than ending index " + to);
        }
        var chosen = new ArrayList<Json>();
        for (int i = from; i < to; i += slice.step()) {
            chosen.add(items.get(i));
        }
        return chosen;
    }

    private static Malformed outOfBounds(int index, int length) {
        return new Malformed("array index out of bounds: index " + index + ", length " + length);
    }

    private static boolean passes(Step.Filter filter, Json item) {
        List<Json> left = along(filter.left(), item);
        if (left.isEmpty() || filter.operator().isEmpty()) {
            return !left.isEmpty();
        }
        List<Json> right = along(filter.right(), item);
        if (right.isEmpty()) {
            return false;
        }
        if (left.size() > 1 || right.size() > 1) {
            throw new Malformed("can only compare one element at a time");
        }
        int order = compare(left.getFirst(), right.getFirst());
        return switch (filter.operator()) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static int compare(Json left, Json right) {
        if (left instanceof Json.Num(String a) && right instanceof Json.Num(String b)) {
            return new BigDecimal(a).compareTo(new BigDecimal(b));
        }
        if (left instanceof Json.Text(String a) && right instanceof Json.Text(String b)) {
            return a.compareTo(b);
        }
        if (left instanceof Json.Bool(boolean a) && right instanceof Json.Bool(boolean b)) {
            return Boolean.compare(a, b);
        }
        throw new Malformed("incompatible types for comparison");
    }
}
