package dev.wavetank.cli.waiting;

import dev.wavetank.cli.api.Numbers;
import dev.wavetank.cli.jsonpath.JsonPath;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What is waited for.
sealed interface Goal {
    /// The object is gone.
    record Deleted() implements Goal {}

    /// The object is there.
    record Created() implements Goal {}

    /// A condition of its status has this status; names are compared without case.
    record Condition(String type, String status) implements Goal {
        /// A status that was observed of an earlier generation says nothing.
        boolean holds(Json.Obj object) {
            long generation = Numbers.of(object.object("metadata"), "generation", 0);
            for (Json each : object.object("status").array("conditions")) {
                var condition = (Json.Obj) each;
                if (condition.text("type").equalsIgnoreCase(type)) {
                    long seen = Numbers.of(condition, "observedGeneration", generation);
                    long all =
                            Numbers.of(object.object("status"), "observedGeneration", generation);
                    return Math.min(seen, all) >= generation
                            && condition.text("status").equalsIgnoreCase(status);
                }
            }
            return false;
        }
    }

    /// A path leads to this value, or to any when it is null.
    record Path(JsonPath path, @Nullable String value) implements Goal {}

    /// {@return the goal in `condition=Ready`, `delete`, `create` or `jsonpath={.a}=b`}
    static Goal read(String text) {
        if (text.equals("delete")) {
            return new Deleted();
        } else if (text.equals("create")) {
            return new Created();
        } else if (text.startsWith("condition=")) {
            String[] parts = text.substring("condition=".length()).split("=", 2);
            return new Condition(parts[0], parts.length > 1 ? parts[1] : "true");
        } else if (text.startsWith("jsonpath=")) {
            return path(text.substring("jsonpath=".length()));
        }
        throw Failure.usage(
                "unrecognized condition: \"" + text + "\"",
                "wait for condition=Ready, delete, create or jsonpath='{.status.phase}'=Running");
    }

    private static Goal path(String text) {
        // What follows the closing brace is the value; a filter may have an = inside.
        int brace = text.lastIndexOf('}');
        int equals = text.indexOf('=', Math.max(0, brace));
        try {
            return new Path(
                    JsonPath.path(equals < 0 ? text : text.substring(0, equals)),
                    equals < 0
                            ? null
                            : text.substring(equals + 1).replaceAll("^(['\"])(.*)\\1$", "$2"));
        } catch (Malformed wrong) {
            throw Failure.usage(
                    "jsonpath: " + wrong.getMessage(), "write jsonpath='{.status.phase}'=Running");
        }
    }

    /// {@return whether an object that is there is as it shall be}
    default boolean met(Json.Obj object) {
        return switch (this) {
            case Deleted _ -> false;
            case Created _ -> true;
            case Condition condition -> condition.holds(object);
            case Path(JsonPath path, String value) -> {
                List<Json> found = path.find(object);
                if (found.size() > 1) {
                    throw Failure.usage(
                            "given jsonpath expression matches more than one value",
                            "make it lead to one");
                }
                yield !found.isEmpty()
                        && (value == null
                                || (found.getFirst() instanceof Json.Text(String text)
                                                ? text
                                                : found.getFirst().toString())
                                        .equals(value));
            }
        };
    }
}
