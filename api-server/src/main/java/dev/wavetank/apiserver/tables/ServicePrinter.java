package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.text;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.model.ServicePort;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Services.
final class ServicePrinter implements Printer<Service> {
    @Override
    public Kind<Service> kind() {
        return Service.KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.NAME,
                Column.text("Type", "How the service is exposed: ClusterIP, NodePort, ..."),
                Column.text("Cluster-IP", "The address inside the cluster."),
                Column.text("External-IP", "The addresses outside the cluster."),
                Column.text("Port(s)", "The ports, each with its node port and protocol."),
                Column.AGE,
                Column.text("Selector", "Which pods stand behind the service.").wide());
    }

    @Override
    public List<Json> cells(Service object, Instant now) {
        var spec = object.spec();
        String address =
                spec.clusterIPs().isEmpty() ? spec.clusterIP() : spec.clusterIPs().getFirst();
        return List.of(
                Cells.name(object),
                text(spec.type()),
                text(Cells.orNone(address)),
                text(outside(object)),
                text(
                        Cells.orNone(
                                String.join(
                                        ",",
                                        spec.ports().stream().map(ServicePrinter::port).toList()))),
                Cells.age(object, now),
                text(Cells.labels(spec.selector())));
    }

    private static String port(ServicePort port) {
        return port.nodePort() > 0
                ? port.port() + ":" + port.nodePort() + "/" + port.protocol()
                : port.port() + "/" + port.protocol();
    }

    private static String outside(Service service) {
        var addresses = new ArrayList<String>();
        if (service.spec().type().equals("ExternalName")) {
            return service.spec().externalName();
        }
        boolean balanced = service.spec().type().equals("LoadBalancer");
        if (balanced) {
            for (var ingress : service.status().loadBalancer().ingress()) {
                addresses.add(ingress.ip().isEmpty() ? ingress.hostname() : ingress.ip());
            }
        }
        for (Json address : service.spec().rest().array("externalIPs")) {
            addresses.add(address instanceof Json.Text(var value) ? value : "");
        }
        if (addresses.isEmpty()) {
            return balanced ? "<pending>" : Cells.NONE;
        }
        return String.join(",", addresses);
    }
}
