package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.managed.Form.Entries;
import dev.wavetank.apiserver.managed.Form.Keyed;
import dev.wavetank.apiserver.managed.Form.Struct;
import dev.wavetank.apiserver.managed.Form.Values;
import dev.wavetank.apiserver.managed.Form.Whole;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Merges what somebody applies into what is there: what is applied wins.
record Merging(Forms forms) {
    static Json.Obj merge(Json.Obj live, Json.Obj applied, Type type, Forms forms) {
        return (Json.Obj) new Merging(forms).merge(live, applied, forms.of(type));
    }

    private Json merge(@Nullable Json live, Json applied, Form form) {
        return switch (form) {
            case Whole _ -> applied;
            case Struct _, Entries _ ->
                    applied instanceof Json.Obj object
                            ? objects(live, object, form)
                            : kept(live, applied);
            case Keyed keyed ->
                    applied instanceof Json.Arr list
                            ? lists(live, list, keyed, keyed.each())
                            : kept(live, applied);
            case Values values ->
                    applied instanceof Json.Arr list
                            ? lists(live, list, values, Form.WHOLE)
                            : kept(live, applied);
        };
    }

    /// Something without parts, `null` above all, takes no parts away.
    private static Json kept(@Nullable Json live, Json applied) {
        return live != null && applied.equals(Json.NULL) ? live : applied;
    }

    private Json.Obj objects(@Nullable Json live, Json.Obj applied, Form form) {
        var merged = Json.Obj.builder();
        Json.Obj old = live instanceof Json.Obj object ? object : Json.Obj.EMPTY;
        old.forEach(merged::put);
        applied.forEach((name, value) ->
                merged.put(
                        name, merge(old.get(name), value, forms.after(form, Steps.field(name)))));
        return merged.build();
    }

    /// The applied items come in their order; what only the live list has stays behind what it
    /// stood behind.
    private Json lists(@Nullable Json live, Json.Arr applied, Form form, Form each) {
        List<Json> old = live instanceof Json.Arr list ? list.items() : List.of();
        var oldSteps = new ArrayList<String>();
        var byStep = new LinkedHashMap<String, Json>();
        for (Json item : old) {
            String step = Owned.step(form, item);
            oldSteps.add(step == null ? "" : step);
            byStep.put(step == null ? "" : step, item);
        }
        var wanted = new LinkedHashMap<String, Json>();
        var shared = new ArrayDeque<String>();
        for (Json item : applied.items()) {
            String step = Owned.step(form, item);
            if (step != null && wanted.put(step, item) == null && byStep.containsKey(step)) {
                shared.add(step);
            }
        }
        var merged = new ArrayList<Json>();
        int at = 0;
        for (var entry : wanted.entrySet()) {
            String step = entry.getKey();
            while (at < old.size() && !oldSteps.get(at).equals(shared.peek())) {
                if (!wanted.containsKey(oldSteps.get(at))) {
                    merged.add(old.get(at));
                }
                at++;
            }
            if (step.equals(shared.peek())) {
                shared.remove();
            }
            merged.add(merge(byStep.get(step), entry.getValue(), each));
        }
        for (; at < old.size(); at++) {
            if (!wanted.containsKey(oldSteps.get(at))) {
                merged.add(old.get(at));
            }
        }
        return new Json.Arr(merged);
    }
}
