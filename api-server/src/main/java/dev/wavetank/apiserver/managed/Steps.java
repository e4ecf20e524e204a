package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.managed.Form.Keyed;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/// The steps of a path into an object, in the form in which FieldsV1 writes them.
///
/// | step | leads to |
/// |---|---|
/// | `f:replicas` | a field, or an entry of a map |
/// | `k:{"name":"web"}` | the item of a list that has these keys |
/// | `v:"kubernetes"` | the item of a set that is this value |
/// | `i:0` | an item by its place, which nothing here makes but old objects may have |
final class Steps {
    private static final String FIELD = "f:";
    private static final String KEY = "k:";
    private static final String VALUE = "v:";
    private static final String INDEX = "i:";

    private Steps() {}

    static String field(String name) {
        return FIELD + name;
    }

    /// {@return the field's name in a step that leads to one; "" for other steps}
    static String name(String step) {
        return step.startsWith(FIELD) ? step.substring(FIELD.length()) : "";
    }

    static String value(Json item) {
        return VALUE + item;
    }

    /// {@return the step to an item of a list, or null when the item has none of the keys}
    ///
    /// A key that the item leaves out counts with its default, as the protocol of a port does.
    static @Nullable String item(Keyed list, Json item) {
        if (!(item instanceof Json.Obj object)) {
            return null;
        }
        var keys = Json.Obj.builder();
        boolean any = false;
        for (String name : list.keys()) {
            var field = list.type().field(name);
            Json given = object.get(name);
            Json key = given != null || field == null ? given : field.preset();
            if (key != null) {
                keys.put(name, key);
                any = true;
            }
        }
        return any ? KEY + keys.build() : null;
    }

    /// {@return the step, in the one form that equal steps share}
    ///
    /// @throws Malformed when it is none
    static String read(String text) {
        if (text.startsWith(FIELD) || text.startsWith(INDEX)) {
            return text;
        } else if (text.startsWith(VALUE)) {
            return VALUE + JsonText.read(text.substring(VALUE.length()));
        } else if (text.startsWith(KEY)
                && JsonText.read(text.substring(KEY.length())) instanceof Json.Obj keys) {
            return KEY + keys;
        }
        throw new Malformed("missing path element type: " + new Json.Text(text));
    }

    /// {@return the step as upstream shows it in a path: `.spec`, `[name="web"]`, `[="x"]`}
    static String shown(String step) {
        String rest = step.substring(FIELD.length());
        if (step.startsWith(FIELD)) {
            return "." + rest;
        } else if (step.startsWith(VALUE)) {
            return "[=" + rest + "]";
        } else if (step.startsWith(KEY) && JsonText.read(rest) instanceof Json.Obj keys) {
            var parts = new ArrayList<String>();
            keys.forEach((name, value) -> parts.add(name + "=" + value));
            return "[" + String.join(",", parts) + "]";
        }
        return "[" + rest + "]";
    }
}
