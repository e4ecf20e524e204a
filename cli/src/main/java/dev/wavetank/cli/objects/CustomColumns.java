package dev.wavetank.cli.objects;

import dev.wavetank.cli.jsonpath.JsonPath;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Columns that a user chose: `NAME:.metadata.name,NODE:.spec.nodeName`.
record CustomColumns(List<String> names, List<JsonPath> paths) {
    static CustomColumns read(String text) {
        var names = new ArrayList<String>();
        var paths = new ArrayList<JsonPath>();
        for (String column : text.split(",(?![^\\[]*\\])", -1)) {
            int colon = column.indexOf(':');
            if (colon < 0 || colon == column.length() - 1) {
                throw Failure.usage(
                        "unexpected custom-columns spec: " + column + ", expected <header>:<path>",
                        "write it like NAME:.metadata.name,NODE:.spec.nodeName");
            }
            names.add(column.substring(0, colon));
            paths.add(JsonPath.path(column.substring(colon + 1)));
        }
        return new CustomColumns(List.copyOf(names), List.copyOf(paths));
    }

    /// {@return the cells of one object; several values of one are separated by commas}
    List<String> cells(Json.Obj object) {
        var cells = new ArrayList<String>();
        for (JsonPath path : paths) {
            List<Json> found = path.find(object);
            cells.add(
                    found.isEmpty()
                            ? "<none>"
                            : found.stream()
                                    .map(CustomColumns::text)
                                    .collect(Collectors.joining(",")));
        }
        return cells;
    }

    /// As Go prints values: `map[app:web]`, `[a b]`.
    private static String text(Json value) {
        return switch (value) {
            case Json.Text(String text) -> text;
            case Json.Null _ -> "<nil>";
            case Json.Num _, Json.Bool _ -> value.toString();
            case Json.Arr(List<Json> items) ->
                    items.stream()
                            .map(CustomColumns::text)
                            .collect(Collectors.joining(" ", "[", "]"));
            case Json.Obj object -> {
                var members = new ArrayList<String>();
                object.forEach((name, member) -> members.add(name + ":" + text(member)));
                yield "map[" + String.join(" ", members) + "]";
            }
        };
    }
}
