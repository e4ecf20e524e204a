package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.number;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;

import java.time.Instant;
import java.util.List;

/// ConfigMaps.
final class ConfigMapPrinter implements Printer<Generic> {
    private static final Kind<Generic> KIND =
            Kind.generic("", "v1", "ConfigMap", "configmaps", true);

    @Override
    public Kind<Generic> kind() {
        return KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.NAME, Column.number("Data", "How many values it holds."), Column.AGE);
    }

    @Override
    public List<Json> cells(Generic object, Instant now) {
        Json.Obj body = object.body();
        return List.of(
                Cells.name(object),
                number(body.object("data").size() + body.object("binaryData").size()),
                Cells.age(object, now));
    }
}
