package dev.wavetank.apiserver.tables;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Shape;
import dev.wavetank.cluster.model.Timestamps;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What the cells of one object without a record are made from. Fields are named by their path,
/// such as `spec.replicas`; absent ones are empty.
record Row(Resource object, Json.Obj tree, Instant now) {
    Row(Resource object, Instant now) {
        this(object, object.tree(), now);
    }

    @Nullable Json get(String path) {
        int last = path.lastIndexOf('.');
        return last < 0
                ? tree.get(path)
                : object(path.substring(0, last)).get(path.substring(last + 1));
    }

    Json.Obj object(String path) {
        Json.Obj at = tree;
        for (String step : path.split("\\.", -1)) {
            at = at.object(step);
        }
        return at;
    }

    boolean has(String path) {
        return get(path) != null;
    }

    List<Json> array(String path) {
        return get(path) instanceof Json.Arr array ? array.items() : List.of();
    }

    /// {@return the objects in an array}
    List<Json.Obj> objects(String path) {
        return array(path).stream()
                .filter(Json.Obj.class::isInstance)
                .map(Json.Obj.class::cast)
                .toList();
    }

    /// {@return the texts in an array}
    List<String> texts(String path) {
        return array(path).stream().map(Row::text).toList();
    }

    /// {@return a text, number or boolean as it prints; "" when it is absent}
    String text(String path) {
        return text(get(path));
    }

    /// {@return the field as it prints, or this when it is absent}
    String text(String path, String otherwise) {
        return has(path) ? text(path) : otherwise;
    }

    static String text(@Nullable Json json) {
        return switch (json) {
            case Json.Text(var value) -> value;
            case Json.Num number -> number.literal();
            case Json.Bool bool -> bool.toString();
            case null -> "";
            case Json.Null _, Json.Arr _, Json.Obj _ -> "";
        };
    }

    long number(String path) {
        Long whole = get(path) instanceof Json.Num number ? number.whole() : null;
        return whole == null ? 0 : whole;
    }

    boolean is(String path) {
        return get(path) instanceof Json.Bool(var value) && value;
    }

    /// {@return how long ago the time in this field was; "" when it is absent}
    String since(String path) {
        Instant time = time(path);
        return time == null ? "" : Cells.since(time, now);
    }

    @Nullable Instant time(String path) {
        String text = text(path);
        return text.isEmpty() ? null : Timestamps.read(text);
    }

    /// {@return the map in this field as `a=b,c=d`}
    String labels(String path) {
        var labels = new TreeMap<String, String>();
        object(path).forEach((name, value) -> labels.put(name, text(value)));
        return Cells.labels(labels);
    }

    /// {@return the label selector in this field as clients write it}
    String selector(String path) {
        return Cells.selector(Shape.of(LabelSelector.class).read(object(path), path));
    }

    /// {@return this field of each container of the pod template at this path}
    String ofContainers(String template, String field) {
        var parts = new ArrayList<String>();
        for (var container : objects(template + ".spec.containers")) {
            parts.add(container.text(field));
        }
        return String.join(",", parts);
    }

    /// {@return whether the status has a condition of this type that is true}
    boolean condition(String type) {
        return conditionStatus(type).equals("True");
    }

    /// {@return the status of a condition; "" when there is none of this type}
    String conditionStatus(String type) {
        for (var condition : objects("status.conditions")) {
            if (condition.text("type").equals(type)) {
                return condition.text("status");
            }
        }
        return "";
    }
}
