package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.managed.FieldSet.Trail;
import dev.wavetank.apiserver.managed.Form.Entries;
import dev.wavetank.apiserver.managed.Form.Keyed;
import dev.wavetank.apiserver.managed.Form.Struct;
import dev.wavetank.apiserver.managed.Form.Values;
import dev.wavetank.apiserver.managed.Form.Whole;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.TreeSet;

/// Finds what somebody owns who applies a tree: every value in it that merges whole.
final class Owned {
    private final Forms forms;
    private final FieldSet.Builder found = new FieldSet.Builder();

    private Owned(Forms forms) {
        this.forms = forms;
    }

    static FieldSet of(Json.Obj tree, Type type, Forms forms) {
        var owned = new Owned(forms);
        owned.visit(tree, forms.of(type), Trail.START);
        return owned.found.build();
    }

    private void visit(Json value, Form form, Trail trail) {
        switch (form) {
            case Whole _ -> found.add(trail);
            case Struct struct -> {
                if (value instanceof Json.Obj object) {
                    object.forEach(
                            (name, each) -> member(name, each, forms.field(struct, name), trail));
                }
            }
            case Entries(var each) -> {
                if (value instanceof Json.Obj object) {
                    object.forEach((name, entry) -> {
                        // An entry is there by somebody's wish, whatever it holds.
                        found.add(trail.to(Steps.field(name)));
                        member(name, entry, each, trail);
                    });
                }
            }
            case Keyed keyed -> {
                if (value instanceof Json.Arr list) {
                    items(list, keyed, keyed.each(), trail);
                }
            }
            case Values values -> {
                if (value instanceof Json.Arr list) {
                    items(list, values, Form.WHOLE, trail);
                }
            }
        }
    }

    private void member(String name, Json value, Form form, Trail trail) {
        Trail inner = trail.to(Steps.field(name));
        visit(value, form, inner);
        // What has no parts is owned itself.
        if (value.equals(Json.NULL) || value.equals(Json.Obj.EMPTY)) {
            found.add(inner);
        }
    }

    /// Of items that share a key only the place is owned: nobody could say which of them is meant.
    private void items(Json.Arr list, Form form, Form each, Trail trail) {
        var seen = new TreeSet<String>();
        var twice = new TreeSet<String>();
        for (Json item : list.items()) {
            String step = step(form, item);
            if (step != null && !seen.add(step)) {
                twice.add(step);
            }
        }
        for (Json item : list.items()) {
            String step = step(form, item);
            if (step != null) {
                found.add(trail.to(step));
                if (!twice.contains(step)) {
                    visit(item, each, trail.to(step));
                }
            }
        }
    }

    static @Nullable String step(Form list, Json item) {
        return list instanceof Keyed keyed ? Steps.item(keyed, item) : Steps.value(item);
    }
}
