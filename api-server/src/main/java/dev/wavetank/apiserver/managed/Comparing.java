package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.managed.FieldSet.Trail;
import dev.wavetank.apiserver.managed.Form.Entries;
import dev.wavetank.apiserver.managed.Form.Keyed;
import dev.wavetank.apiserver.managed.Form.Struct;
import dev.wavetank.apiserver.managed.Form.Values;
import dev.wavetank.apiserver.managed.Form.Whole;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Walks two trees side by side and notes where they differ.
final class Comparing {
    private final Forms forms;
    private final FieldSet.Builder added = new FieldSet.Builder();
    private final FieldSet.Builder modified = new FieldSet.Builder();
    private final FieldSet.Builder removed = new FieldSet.Builder();

    Comparing(Forms forms) {
        this.forms = forms;
    }

    Comparison result() {
        return new Comparison(added.build(), modified.build(), removed.build());
    }

    /// @param before null when it was absent
    /// @param after null when it is absent; not both are
    void compare(@Nullable Json before, @Nullable Json after, Form form, Trail trail) {
        if (before != null && before.equals(after)) {
            return;
        }
        boolean inside =
                switch (form) {
                    case Whole _ -> false;
                    case Struct struct -> objects(before, after, struct, trail);
                    case Entries entries -> objects(before, after, entries, trail);
                    case Keyed keyed -> lists(before, after, keyed, keyed.each(), trail);
                    case Values values -> lists(before, after, values, Form.WHOLE, trail);
                };
        if (before == null) {
            added.add(trail);
        } else if (after == null) {
            removed.add(trail);
        } else if (!inside) {
            modified.add(trail);
        }
    }

    /// {@return whether there is anything inside to compare}
    private boolean objects(@Nullable Json before, @Nullable Json after, Form form, Trail trail) {
        Json.Obj old = before instanceof Json.Obj object ? object : Json.Obj.EMPTY;
        Json.Obj now = after instanceof Json.Obj object ? object : Json.Obj.EMPTY;
        var names = new TreeSet<String>();
        old.forEach((name, _) -> names.add(name));
        now.forEach((name, _) -> names.add(name));
        for (String name : names) {
            String step = Steps.field(name);
            compare(old.get(name), now.get(name), forms.after(form, step), trail.to(step));
        }
        return !names.isEmpty();
    }

    private boolean lists(
            @Nullable Json before, @Nullable Json after, Form form, Form each, Trail trail) {
        var old = items(before, form);
        var now = items(after, form);
        var steps = new TreeSet<>(old.keySet());
        steps.addAll(now.keySet());
        for (String step : steps) {
            items(
                    old.getOrDefault(step, List.of()),
                    now.getOrDefault(step, List.of()),
                    each,
                    trail.to(step));
        }
        return !steps.isEmpty();
    }

    private static SortedMap<String, List<Json>> items(@Nullable Json list, Form form) {
        var items = new TreeMap<String, List<Json>>();
        if (list instanceof Json.Arr array) {
            for (Json item : array.items()) {
                String step = Owned.step(form, item);
                if (step != null) {
                    items.computeIfAbsent(step, _ -> new ArrayList<>(1)).add(item);
                }
            }
        }
        return items;
    }

    /// Items that share a key are compared as one value.
    private void items(List<Json> before, List<Json> after, Form each, Trail trail) {
        boolean doubled = before.size() > 1;
        boolean doubles = after.size() > 1;
        if (doubled && doubles) {
            if (!before.equals(after)) {
                modified.add(trail);
            }
            return;
        }
        if (doubled || doubles) {
            (doubled ? removed : added).add(trail);
            if (before.isEmpty() || after.isEmpty()) {
                return;
            }
        }
        Json old = before.isEmpty() || doubled ? null : before.getFirst();
        Json now = after.isEmpty() || doubles ? null : after.getFirst();
        compare(old, now, each, trail);
    }
}
