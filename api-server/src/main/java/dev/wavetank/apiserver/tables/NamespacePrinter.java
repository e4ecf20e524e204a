package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.text;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Namespace;

import java.time.Instant;
import java.util.List;

/// Namespaces.
final class NamespacePrinter implements Printer<Namespace> {
    @Override
    public Kind<Namespace> kind() {
        return Namespace.KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.NAME, Column.text("Status", "The status of the namespace"), Column.AGE);
    }

    @Override
    public List<Json> cells(Namespace object, Instant now) {
        return List.of(Cells.name(object), text(object.status().phase()), Cells.age(object, now));
    }
}
