package dev.wavetank.apiserver.tables;

import dev.wavetank.cluster.model.Json;

/// A column of a table.
///
/// @param type `string`, `integer`, ...
/// @param format `name` for the column that names the object, else ""
/// @param priority 0 is always shown, 1 with `-o wide`
public record Column(String name, String type, String format, String description, int priority) {
    static final Column NAME =
            new Column("Name", "string", "name", "Name must be unique within a namespace.", 0);
    static final Column AGE =
            text("Age", "Time since the object was created, in its two largest units.");

    static Column text(String name, String description) {
        return new Column(name, "string", "", description, 0);
    }

    static Column number(String name, String description) {
        return new Column(name, "integer", "", description, 0);
    }

    /// {@return this column, shown with `-o wide` only}
    Column wide() {
        return new Column(name, type, format, description, 1);
    }

    Json.Obj json() {
        return Json.Obj.builder()
                .put("description", description)
                .put("format", format)
                .put("name", name)
                .put("priority", priority)
                .put("type", type)
                .build();
    }
}
