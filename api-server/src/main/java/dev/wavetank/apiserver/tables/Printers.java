package dev.wavetank.apiserver.tables;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// The registered printers, found by kind.
public final class Printers {
    private static final TreeMap<Kind<?>, Printer<?>> OWN = new TreeMap<>();

    static {
        for (var printer :
                List.<Printer<?>>of(
                        new PodPrinter(),
                        new NodePrinter(),
                        new ServicePrinter(),
                        new DeploymentPrinter(),
                        new ReplicaSetPrinter(),
                        new EndpointSlicePrinter(),
                        new NamespacePrinter(),
                        new ServiceAccountPrinter(),
                        new EventPrinter(),
                        new LeasePrinter(),
                        new ConfigMapPrinter(),
                        new SecretPrinter())) {
            OWN.put(printer.kind(), printer);
        }
        for (var printers :
                List.of(
                        WorkloadPrinters.all(),
                        BatchPrinters.all(),
                        List.of(AutoscalerPrinter.printer()),
                        NetworkPrinters.all(),
                        VolumePrinters.all(),
                        StoragePrinters.all(),
                        AccessPrinters.all(),
                        PolicyPrinters.all(),
                        AdmissionPrinters.all(),
                        ServerPrinters.all(),
                        DevicePrinters.all())) {
            printers.forEach(printer -> OWN.put(printer.kind(), printer));
        }
    }

    private Printers() {}

    /// {@return how objects of this kind are shown: by name and age, if nothing else is known}
    @SuppressWarnings("unchecked")
    public static Printer<Resource> of(Kind<?> kind) {
        var own = OWN.get(kind);
        return own == null ? new NamePrinter((Kind<Resource>) kind) : (Printer<Resource>) own;
    }

    private record NamePrinter(Kind<Resource> kind) implements Printer<Resource> {
        @Override
        public List<Column> columns() {
            return List.of(Column.NAME, Column.AGE);
        }

        @Override
        public List<Json> cells(Resource object, Instant now) {
            return List.of(Cells.name(object), Cells.age(object, now));
        }
    }
}
