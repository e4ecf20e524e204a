package dev.wavetank.cli.changes;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Labels or annotations to put on objects and to take off: `tier=db`, `tier-`.
///
/// @param put names and values
/// @param removed names
record Marks(Map<String, String> put, TreeSet<String> removed) {
    /// The words of a command: first objects, then marks.
    record Words(List<String> objects, Marks marks) {}

    /// @param what `label` or `annotation`, for messages
    static Words read(List<String> words, String what) {
        var objects = new ArrayList<String>();
        var put = new TreeMap<String, String>();
        var removed = new TreeSet<String>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                put.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (word.endsWith("-") && word.length() > 1) {
                removed.add(word.substring(0, word.length() - 1));
            } else if (put.isEmpty() && removed.isEmpty()) {
                objects.add(word);
            } else {
                throw Failure.usage(
                        "\"" + word + "\" is no " + what,
                        "write NAME=VALUE, or NAME- to take it off, after the objects");
            }
        }
        if (put.isEmpty() && removed.isEmpty()) {
            throw Failure.usage(
                    "no " + what + " is given", "write NAME=VALUE, or NAME- to take it off");
        }
        for (String name : removed) {
            if (put.containsKey(name)) {
                throw Failure.usage(
                        "can not both modify and remove " + what + " \"" + name + "\"",
                        "decide for one");
            }
        }
        if (objects.isEmpty()) {
            throw Failure.usage("it is not said which objects", "name them first: pod/web");
        }
        return new Words(objects, new Marks(put, removed));
    }

    /// {@return the first name whose value would change; "" when none}
    String overwritten(Json.Obj present) {
        for (Map.Entry<String, String> each : put.entrySet()) {
            if (present.has(each.getKey())
                    && !present.text(each.getKey()).equals(each.getValue())) {
                return each.getKey();
            }
        }
        return "";
    }

    /// {@return what to change of these, a null for what goes; empty when nothing does}
    Json.Obj change(Json.Obj present) {
        var change = Json.Obj.builder();
        put.forEach((name, value) -> {
            if (!present.has(name) || !present.text(name).equals(value)) {
                change.put(name, value);
            }
        });
        removed.forEach(name -> {
            if (present.has(name)) {
                change.put(name, Json.NULL);
            }
        });
        return change.build();
    }
}
