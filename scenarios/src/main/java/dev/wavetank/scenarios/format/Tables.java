package dev.wavetank.scenarios.format;

import java.util.ArrayList;
import java.util.List;

/// The fields of records as tables of a Markdown page.
public final class Tables {
    private Tables() {}

    /// {@return the table of the record's fields}
    public static String of(Class<?> type) {
        var shape = Shape.of(type);
        var rows = new ArrayList<String>();
        rows.add("| field | what it says | allowed | without it |");
        rows.add("|---|---|---|---|");
        for (var field : shape.fields()) {
            rows.add(row(field.name(), field.says(), allowed(field.form()), otherwise(field)));
        }
        for (var variant : shape.variants()) {
            rows.add(row(variant.name(), variant.says(), allowed(variant.form()), ""));
        }
        return String.join("\n", rows) + "\n";
    }

    private static String row(String name, String says, String allowed, String otherwise) {
        return "| `"
                + name
                + "` | "
                + says.replace("|", "\\|")
                + " | "
                + allowed
                + " | "
                + otherwise
                + " |";
    }

    private static String otherwise(Field field) {
        if (field.needed()) {
            return "**needed**";
        }
        return field.otherwise().isEmpty() ? "" : "`" + field.otherwise() + "`";
    }

    private static String allowed(Form form) {
        return switch (form) {
            case Form.Text _ -> "string";
            case Form.Expression _ -> "CEL";
            case Form.Whole _ -> "whole number";
            case Form.Truth _ -> "true, false";
            case Form.Span _ -> "duration";
            case Form.Amount _ -> "quantity";
            case Form.Choice choice -> "`" + String.join("`, `", choice.words()) + "`";
            case Form.Tree _ -> "object";
            case Form.Documents _ -> "objects";
            case Form.Many many -> "list of " + allowed(many.each());
            case Form.Named named -> "by name " + allowed(named.each());
            case Form.Group group -> record(group.type());
            case Form.Kinds _ -> "fault";
            case Form.Alternatives _ -> "";
        };
    }

    private static String record(Class<?> type) {
        List<String> names = Shape.of(type).names();
        return names.size() <= 3 ? "`" + String.join("`, `", names) + "`" : type.getSimpleName();
    }
}
