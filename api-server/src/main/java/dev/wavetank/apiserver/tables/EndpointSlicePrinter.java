package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.text;

import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// EndpointSlices.
final class EndpointSlicePrinter implements Printer<EndpointSlice> {
    @Override
    public Kind<EndpointSlice> kind() {
        return EndpointSlice.KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.NAME,
                Column.text("AddressType", "The type of the addresses: IPv4, IPv6 or FQDN."),
                Column.text("Ports", "The ports of each endpoint."),
                Column.text("Endpoints", "The addresses."),
                Column.AGE);
    }

    @Override
    public List<Json> cells(EndpointSlice object, Instant now) {
        var ports = new ArrayList<String>();
        for (var port : object.ports()) {
            ports.add(port.port() == null ? "*" : Integer.toString(port.port()));
        }
        var addresses = object.endpoints().stream().flatMap(e -> e.addresses().stream()).toList();
        return List.of(
                Cells.name(object),
                text(object.addressType()),
                text(Cells.firstOf(ports, SHOWN)),
                text(Cells.firstOf(addresses, SHOWN)),
                Cells.age(object, now));
    }

    /// How many ports and addresses are shown; upstream's number.
    private static final int SHOWN = 3;
}
