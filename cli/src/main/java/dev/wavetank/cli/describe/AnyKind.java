package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cluster.model.Json;

import java.util.List;
import java.util.Locale;

/// An object of any other kind: all its fields, named as a reader would.
final class AnyKind implements Describer {
    private static final List<String> ACRONYMS = List.of("API", "URL", "UID", "OSB", "GUID");
    private static final List<String> SAID =
            List.of("managedFields", "name", "namespace", "labels", "annotations");

    @Override
    public void describe(Item item, Around around, Sheet sheet) throws Refused {
        sheet.row("Name", item.name());
        sheet.row("Namespace", item.namespace());
        sheet.labels("Labels", item.meta().object("labels"));
        sheet.annotations("Annotations", item.meta().object("annotations"));
        Json.Obj meta = item.meta();
        for (String each : SAID) {
            meta = meta.without(each);
        }
        fields(0, item.json().with("metadata", meta), sheet);
        around.addEvents(sheet, item);
    }

    private static void fields(int level, Json.Obj fields, Sheet sheet) {
        fields.forEach((name, value) -> {
            switch (value) {
                case Json.Obj object -> {
                    sheet.line(level, label(name) + ":");
                    fields(level + 1, object, sheet);
                }
                case Json.Arr(List<Json> items) -> {
                    sheet.line(level, label(name) + ":");
                    items.forEach(each -> item(level + 1, each, sheet));
                }
                case Json.Null _ -> sheet.row(level, label(name), "<nil>");
                case Json.Text _, Json.Num _, Json.Bool _ ->
                        sheet.row(level, label(name), Facts.text(value));
            }
        });
    }

    private static void item(int level, Json item, Sheet sheet) {
        if (item instanceof Json.Obj object) {
            fields(level, object, sheet);
        } else {
            sheet.line(level, Facts.text(item));
        }
    }

    /// {@return `Lease Duration Seconds` for `leaseDurationSeconds`; a name with other signs than
    /// letters as it is}
    static String label(String field) {
        if (!field.chars().allMatch(c -> Character.isLetter(c) || c == '-')) {
            return field;
        }
        var label = new StringBuilder();
        for (String word :
                field.split("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?=-)|(?<=-)", -1)) {
            String upper = word.toUpperCase(Locale.ROOT);
            label.append(label.isEmpty() ? "" : " ")
                    .append(
                            ACRONYMS.contains(upper)
                                    ? upper
                                    : upper.substring(0, 1) + word.substring(1));
        }
        return label.toString();
    }
}
