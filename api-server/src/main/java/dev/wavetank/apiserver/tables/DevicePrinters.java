package dev.wavetank.apiserver.tables;

import java.util.List;

/// `resource.k8s.io`: devices and claims of them.
final class DevicePrinters {
    private static final String GROUP = "resource.k8s.io";

    private DevicePrinters() {}

    static List<TreePrinter> all() {
        return List.of(
                TreePrinter.of(GROUP, "v1", "DeviceClass", "deviceclasses", false).age(),
                TreePrinter.of(GROUP, "v1", "ResourceClaimTemplate", "resourceclaimtemplates", true)
                        .age(),
                claims(),
                slices());
    }

    private static TreePrinter claims() {
        return TreePrinter.of(GROUP, "v1", "ResourceClaim", "resourceclaims", true)
                .text(
                        "State",
                        "Whether it is allocated, reserved or still pending.",
                        DevicePrinters::state)
                .age();
    }

    private static String state(Row row) {
        String deleted = row.object().deleting() ? "deleted," : "";
        if (!row.has("status.allocation")) {
            return deleted.isEmpty() ? "pending" : "deleted";
        }
        return deleted
                + "allocated"
                + (row.array("status.reservedFor").isEmpty() ? "" : ",reserved");
    }

    private static TreePrinter slices() {
        return TreePrinter.of(GROUP, "v1", "ResourceSlice", "resourceslices", false)
                .text(
                        "Node",
                        "The node that has them.",
                        row -> row.text("spec.nodeName", Cells.UNSET))
                .text("Driver", "Who manages them.", "spec.driver")
                .text("Pool", "Their pool.", "spec.pool.name")
                .age();
    }
}
