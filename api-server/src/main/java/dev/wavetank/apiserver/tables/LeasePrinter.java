package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.text;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Lease;

import java.time.Instant;
import java.util.List;

/// Leases.
final class LeasePrinter implements Printer<Lease> {
    @Override
    public Kind<Lease> kind() {
        return Lease.KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.NAME, Column.text("Holder", "Who holds the lease."), Column.AGE);
    }

    @Override
    public List<Json> cells(Lease object, Instant now) {
        String holder = object.spec().holderIdentity();
        return List.of(
                Cells.name(object), text(holder == null ? "" : holder), Cells.age(object, now));
    }
}
