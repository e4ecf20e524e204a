package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.number;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.ServiceAccount;

import java.time.Instant;
import java.util.List;

/// ServiceAccounts.
final class ServiceAccountPrinter implements Printer<ServiceAccount> {
    @Override
    public Kind<ServiceAccount> kind() {
        return ServiceAccount.KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.NAME, Column.number("Secrets", "How many secrets it may use."), Column.AGE);
    }

    @Override
    public List<Json> cells(ServiceAccount object, Instant now) {
        return List.of(
                Cells.name(object),
                number(object.rest().array("secrets").size()),
                Cells.age(object, now));
    }
}
