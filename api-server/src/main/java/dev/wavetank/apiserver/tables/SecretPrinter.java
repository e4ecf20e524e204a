package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.number;
import static dev.wavetank.apiserver.tables.Cells.text;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;

import java.time.Instant;
import java.util.List;

/// Secrets: how many values, never which.
final class SecretPrinter implements Printer<Generic> {
    private static final Kind<Generic> KIND = Kind.generic("", "v1", "Secret", "secrets", true);

    @Override
    public Kind<Generic> kind() {
        return KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.NAME,
                Column.text("Type", "What the secret is for."),
                Column.number("Data", "How many values it holds."),
                Column.AGE);
    }

    @Override
    public List<Json> cells(Generic object, Instant now) {
        Json.Obj body = object.body();
        return List.of(
                Cells.name(object),
                text(body.text("type")),
                number(body.object("data").size()),
                Cells.age(object, now));
    }
}
