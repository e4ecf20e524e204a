package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.managed.Form.Entries;
import dev.wavetank.apiserver.managed.Form.Keyed;
import dev.wavetank.apiserver.managed.Form.Struct;
import dev.wavetank.apiserver.managed.Form.Values;
import dev.wavetank.apiserver.managed.Form.Whole;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/// Takes paths, with all that is below them, out of a tree. What is left without parts goes too.
record Removal(Forms forms) {
    static Json.Obj remove(Json.Obj tree, FieldSet gone, Type type, Forms forms) {
        Json left = new Removal(forms).remove(tree, gone, forms.of(type));
        return left instanceof Json.Obj object ? object : Json.Obj.EMPTY;
    }

    /// {@return what is left; null for nothing}
    private @Nullable Json remove(Json value, FieldSet gone, Form form) {
        return switch (form) {
            case Whole _ -> value;
            case Struct _, Entries _ ->
                    value instanceof Json.Obj object ? members(object, gone, form) : value;
            case Keyed keyed ->
                    value instanceof Json.Arr list ? items(list, gone, keyed, keyed.each()) : value;
            case Values values ->
                    value instanceof Json.Arr list ? items(list, gone, values, Form.WHOLE) : value;
        };
    }

    private @Nullable Json members(Json.Obj object, FieldSet gone, Form form) {
        var left = Json.Obj.builder();
        object.forEach((name, value) -> {
            String step = Steps.field(name);
            Json rest = rest(value, gone.after(step), forms.after(form, step));
            if (rest != null) {
                left.put(name, rest);
            }
        });
        Json.Obj all = left.build();
        return all.isEmpty() && !object.isEmpty() ? null : all;
    }

    private @Nullable Json items(Json.Arr list, FieldSet gone, Form form, Form each) {
        var left = new ArrayList<Json>();
        for (Json item : list.items()) {
            String step = Owned.step(form, item);
            Json rest = step == null ? item : rest(item, gone.after(step), each);
            if (rest != null) {
                left.add(rest);
            }
        }
        return left.isEmpty() && !list.items().isEmpty() ? null : new Json.Arr(left);
    }

    private @Nullable Json rest(Json value, FieldSet gone, Form form) {
        if (gone.here()) {
            return null;
        }
        return gone.isEmpty() ? value : remove(value, gone, form);
    }
}
