package dev.wavetank.cli.describe;

import dev.wavetank.cli.terminal.Ages;
import dev.wavetank.cluster.model.Json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Values of objects in the words that kubectl has for them.
final class Facts {
    /// Go's RFC1123Z, in the user's time zone.
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneId.systemDefault());

    private Facts() {}

    /// {@return a value as it stands in a line; "" for null}
    static String text(Json value) {
        return switch (value) {
            case Json.Text(String inner) -> inner;
            case Json.Null _ -> "";
            case Json.Num _, Json.Bool _, Json.Arr _, Json.Obj _ -> value.toString();
        };
    }

    /// {@return the value under a name, whatever it is; "" when there is none}
    static String text(Json.Obj object, String name) {
        Json value = object.get(name);
        return value == null ? "" : text(value);
    }

    static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    /// {@return `Sun, 22 Nov 2026 22:01:11 +0000`; what Go prints for the zero time when there is
    /// none}
    static String moment(String timestamp) {
        try {
            return MOMENT.format(Instant.parse(timestamp));
        } catch (DateTimeException none) {
            return "Mon, 01 Jan 0001 00:00:00 +0000";
        }
    }

    static String age(String timestamp) {
        return Ages.since(timestamp, Instant.now().toString());
    }

    static Duration sinceNow(String timestamp) {
        return Duration.between(Instant.parse(timestamp), Instant.now());
    }

    /// {@return `app=web`, one for each member}
    static List<String> pairs(Json.Obj map) {
        var pairs = new ArrayList<String>();
        map.forEach((name, value) -> pairs.add(name + "=" + text(value)));
        return pairs;
    }

    static List<String> texts(List<Json> values) {
        return values.stream().map(Facts::text).toList();
    }

    static List<Json.Obj> objects(List<Json> values) {
        return values.stream()
                .filter(Json.Obj.class::isInstance)
                .map(Json.Obj.class::cast)
                .toList();
    }

    /// {@return `True` or `False`}
    static String bool(Json.Obj object, String name) {
        return text(object, name).equals("true") ? "True" : "False";
    }

    /// {@return `app=web,tier in (a,b)`; `<none>` for an empty selector}
    static String selector(Json.Obj selector) {
        var parts = new ArrayList<>(pairs(selector.object("matchLabels")));
        for (Json.Obj each : objects(selector.array("matchExpressions"))) {
            String key = each.text("key");
            String values =
                    "("
                            + String.join(
                                    ",", texts(each.array("values")).stream().sorted().toList())
                            + ")";
            parts.add(
                    switch (each.text("operator")) {
                        case "In" -> key + " in " + values;
                        case "NotIn" -> key + " notin " + values;
                        case "Exists" -> key;
                        default -> "!" + key;
                    });
        }
        return or(String.join(",", parts), "<none>");
    }

    /// {@return `Deployment/web`, the owner that acts; "" when there is none}
    static String controller(Json.Obj meta) {
        for (Json.Obj each : objects(meta.array("ownerReferences"))) {
            if (text(each, "controller").equals("true")) {
                return each.text("kind") + "/" + each.text("name");
            }
        }
        return "";
    }
}
