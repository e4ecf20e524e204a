package dev.wavetank.cli.objects;

import dev.wavetank.cli.jsonpath.JsonPath;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Yaml;

/// How `get` shows objects: `-o`.
sealed interface OutputFormat {
    /// What formats there are, for messages.
    String ALL =
            "wide, yaml, json, name, jsonpath='{.metadata.name}',"
                    + " custom-columns=NAME:.metadata.name";

    /// Lines whose cells the server makes.
    record Lines(boolean wide) implements OutputFormat {}

    /// `pod/web`.
    record Name() implements OutputFormat {}

    /// Columns of the user's.
    record Columns(CustomColumns columns) implements OutputFormat {}

    /// Whole objects as text.
    sealed interface Document extends OutputFormat {
        /// {@return an object, or a list of them, as text}
        String text(Json.Obj object);
    }

    record AsYaml() implements Document {
        @Override
        public String text(Json.Obj object) {
            return Yaml.write(object);
        }
    }

    record AsJson() implements Document {
        @Override
        public String text(Json.Obj object) {
            return JsonText.pretty(object) + "\n";
        }
    }

    /// What a template makes of an object; like kubectl it ends no line.
    record Template(JsonPath path) implements Document {
        @Override
        public String text(Json.Obj object) {
            return path.text(object);
        }
    }

    /// {@return the format in the value of `-o`}
    static OutputFormat read(String text) {
        int equals = text.indexOf('=');
        String kind = equals < 0 ? text : text.substring(0, equals);
        String value = text.substring(equals + 1);
        try {
            return switch (kind) {
                case "", "wide" -> new Lines(kind.equals("wide"));
                case "yaml" -> new AsYaml();
                case "json" -> new AsJson();
                case "name" -> new Name();
                case "jsonpath" -> {
                    require(equals, "template", "-o jsonpath='{.items[*].metadata.name}'");
                    yield new Template(JsonPath.template(value));
                }
                case "custom-columns" -> {
                    require(equals, "columns", "-o custom-columns=NAME:.metadata.name");
                    yield new Columns(CustomColumns.read(value));
                }
                default ->
                        throw Failure.usage(
                                "unknown output format \"" + kind + "\"", "formats are: " + ALL);
            };
        } catch (Malformed wrong) {
            throw Failure.usage(
                    "-o " + kind + ": " + wrong.getMessage(),
                    "a path looks like {.status.conditions[?(@.type==\"Ready\")].status}");
        }
    }

    private static void require(int equals, String what, String example) {
        if (equals < 0) {
            throw Failure.usage("the format has no " + what, "write it like " + example);
        }
    }
}
