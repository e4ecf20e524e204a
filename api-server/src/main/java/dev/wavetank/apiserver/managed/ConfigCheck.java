package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.managed.Form.Entries;
import dev.wavetank.apiserver.managed.Form.Keyed;
import dev.wavetank.apiserver.managed.Form.Struct;
import dev.wavetank.apiserver.managed.Form.Values;
import dev.wavetank.apiserver.managed.Form.Whole;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Finds what makes a tree one that cannot be applied: fields that nobody knows, and items of lists
/// that cannot be told apart.
final class ConfigCheck {
    private final Forms forms;
    private final List<String> found = new ArrayList<>();

    private ConfigCheck(Forms forms) {
        this.forms = forms;
    }

    /// {@return what is wrong, in upstream's words}
    static List<String> of(Json.Obj config, Type type, Forms forms) {
        var check = new ConfigCheck(forms);
        check.visit(config, forms.of(type), "");
        return check.found;
    }

    private void visit(Json value, Form form, String path) {
        switch (form) {
            case Whole _ -> {}
            case Struct struct -> {
                if (value instanceof Json.Obj object) {
                    object.forEach((name, each) -> {
                        if (struct.type().field(name) == null) {
                            found.add(path + "." + name + ": field not declared in schema");
                        } else {
                            visit(each, forms.field(struct, name), path + "." + name);
                        }
                    });
                }
            }
            case Entries(var each) -> {
                if (value instanceof Json.Obj object) {
                    object.forEach((name, entry) -> visit(entry, each, path + "." + name));
                }
            }
            case Keyed keyed -> {
                if (value instanceof Json.Arr list) {
                    items(list, keyed, path);
                }
            }
            case Values values -> {
                if (value instanceof Json.Arr list) {
                    items(list, values, path);
                }
            }
        }
    }

    private void items(Json.Arr list, Form form, String path) {
        var seen = new TreeSet<String>();
        int number = 0;
        for (Json item : list.items()) {
            String element = path + ": element " + number++ + ": ";
            String step = Owned.step(form, item);
            if (step == null) {
                found.add(element + unkeyed((Keyed) form, item));
            } else if (!seen.add(step)) {
                found.add(path + ": duplicate entries for key " + Steps.shown(step));
            } else if (form instanceof Keyed keyed) {
                visit(item, keyed.each(), path + Steps.shown(step));
            }
        }
    }

    private static String unkeyed(Keyed list, Json item) {
        if (item.equals(Json.NULL)) {
            return "associative list with keys may not have a null element";
        } else if (!(item instanceof Json.Obj)) {
            return "associative list with keys may not have non-map elements";
        }
        var keys = list.keys().stream().map(key -> new Json.Text(key).toString()).toList();
        return "associative list with keys has an element that omits all key fields ["
                + String.join(" ", keys)
                + "] (and doesn't have default values for any key fields)";
    }
}
