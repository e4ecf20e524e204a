package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A part of an object that is examined as a tree, and where it stands.
///
/// @param field the path to it, such as `spec.volumes[0]`
record Part(Json.Obj value, String field, Problems problems) {
    String at(String name) {
        return field + "." + name;
    }

    String text(String name) {
        return value.text(name);
    }

    boolean has(String name) {
        return value.has(name);
    }

    boolean isTrue(String name) {
        return new Json.Bool(true).equals(value.get(name));
    }

    /// {@return a whole number, or null when there is none}
    @Nullable Long number(String name) {
        return value.get(name) instanceof Json.Num number ? number.whole() : null;
    }

    /// Examines the object in a field, if there is one.
    void inside(String name, Consumer<Part> rules) {
        if (value.get(name) instanceof Json.Obj object) {
            rules.accept(new Part(object, at(name), problems));
        }
    }

    /// Examines each object of the list in a field.
    void each(String name, Consumer<Part> rules) {
        int index = 0;
        for (Json item : value.array(name)) {
            String place = at(name) + "[" + index++ + "]";
            if (item instanceof Json.Obj object) {
                rules.accept(new Part(object, place, problems));
            }
        }
    }

    /// A text that must be there.
    void require(String name) {
        if (text(name).isEmpty()) {
            problems.required(at(name), "");
        }
    }

    /// A text that must be one of a closed list, unless it is absent.
    void oneOf(String name, List<String> supported) {
        if (!text(name).isEmpty() && !supported.contains(text(name))) {
            problems.notSupported(at(name), text(name), supported);
        }
    }

    /// A number that must lie between two others, unless it is absent.
    void between(String name, long least, long most, String rule) {
        Long number = number(name);
        if (number != null && (number < least || number > most)) {
            problems.invalid(at(name), number, rule);
        }
    }

    /// Adds what is wrong with the text in a field, unless it is absent.
    void examine(String name, Function<String, List<String>> rule) {
        String text = text(name);
        if (!text.isEmpty()) {
            rule.apply(text).forEach(wrong -> problems.invalid(at(name), text, wrong));
        }
    }
}
