package dev.wavetank.cli.describe;

import dev.wavetank.cluster.model.Json;

/// A pod template for reading.
public final class TemplateText {
    private TemplateText() {}

    /// {@return the template as `describe` shows it}
    public static String of(Json.Obj template) {
        var sheet = new Sheet();
        PodTemplate.add(sheet, template);
        return sheet.toString();
    }
}
