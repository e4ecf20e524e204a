package dev.wavetank.cli.describe;

import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cluster.model.Json;

import java.util.Base64;

/// A ConfigMap with its texts, or a Secret with the sizes of its values.
final class DataDescriber implements Describer {
    @Override
    public void describe(Item item, Around around, Sheet sheet) throws Refused {
        sheet.row("Name", item.name());
        sheet.row("Namespace", item.namespace());
        sheet.labels("Labels", item.meta().object("labels"));
        sheet.annotations("Annotations", item.meta().object("annotations"));
        boolean secret = item.type().kind().equals("Secret");
        if (secret) {
            sheet.line(0, "");
            sheet.row("Type", item.json().text("type"));
        }
        sheet.line(0, "");
        sheet.line(0, "Data");
        sheet.line(0, "====");
        Json.Obj data = item.json().object("data");
        if (secret) {
            data.forEach((name, value) -> sheet.row(name, size(value)));
            return;
        }
        data.forEach((name, value) -> {
            sheet.line(0, name + ":");
            sheet.line(0, "----");
            sheet.line(0, Facts.text(value));
            sheet.line(0, "");
        });
        sheet.line(0, "");
        sheet.line(0, "BinaryData");
        sheet.line(0, "====");
        item.json()
                .object("binaryData")
                .forEach((name, value) -> sheet.line(0, name + ": " + size(value)));
        sheet.line(0, "");
        around.addEvents(sheet, item);
    }

    private static String size(Json base64) {
        return Base64.getMimeDecoder().decode(Facts.text(base64)).length + " bytes";
    }
}
