package dev.wavetank.apiserver.tables;

import dev.wavetank.cluster.model.Json;

import java.util.List;

/// `storage.k8s.io`.
final class StoragePrinters {
    private static final String GROUP = "storage.k8s.io";

    private StoragePrinters() {}

    static List<TreePrinter> all() {
        return List.of(
                storageClasses(),
                volumeAttributesClasses(),
                volumeAttachments(),
                csiNodes(),
                csiDrivers(),
                csiStorageCapacities());
    }

    private static TreePrinter storageClasses() {
        return TreePrinter.of(GROUP, "v1", "StorageClass", "storageclasses", false)
                .named(StoragePrinters::className)
                .text("Provisioner", "Who makes its volumes.", "provisioner")
                .text(
                        "ReclaimPolicy",
                        "What becomes of volumes without their claims.",
                        row -> row.text("reclaimPolicy", "Delete"))
                .text(
                        "VolumeBindingMode",
                        "When a claim gets its volume.",
                        row -> row.text("volumeBindingMode", "Immediate"))
                .flag(
                        "AllowVolumeExpansion",
                        "Whether volumes can grow.",
                        row -> row.is("allowVolumeExpansion"))
                .age();
    }

    private static String className(Row row) {
        var annotations = row.object().meta().annotations();
        boolean byDefault =
                "true".equals(annotations.get("storageclass.kubernetes.io/is-default-class"))
                        || "true"
                                .equals(
                                        annotations.get(
                                                "storageclass.beta.kubernetes.io/is-default-class"));
        return row.object().meta().name() + (byDefault ? " (default)" : "");
    }

    private static TreePrinter volumeAttributesClasses() {
        return TreePrinter.of(
                        GROUP, "v1", "VolumeAttributesClass", "volumeattributesclasses", false)
                .text("DriverName", "The driver it is for.", "driverName")
                .age();
    }

    private static TreePrinter volumeAttachments() {
        return TreePrinter.of(GROUP, "v1", "VolumeAttachment", "volumeattachments", false)
                .text("Attacher", "The driver that attaches it.", "spec.attacher")
                .text("PV", "The volume.", "spec.source.persistentVolumeName")
                .text("Node", "Where to.", "spec.nodeName")
                .flag("Attached", "Whether it is.", row -> row.is("status.attached"))
                .age();
    }

    private static TreePrinter csiNodes() {
        return TreePrinter.of(GROUP, "v1", "CSINode", "csinodes", false)
                .number(
                        "Drivers",
                        "How many CSI drivers are on the node.",
                        row -> row.array("spec.drivers").size())
                .age();
    }

    private static TreePrinter csiDrivers() {
        return TreePrinter.of(GROUP, "v1", "CSIDriver", "csidrivers", false)
                .flag(
                        "AttachRequired",
                        "Whether volumes are attached to nodes.",
                        row -> !row.has("spec.attachRequired") || row.is("spec.attachRequired"))
                .flag(
                        "PodInfoOnMount",
                        "Whether it hears of the pod.",
                        row -> row.is("spec.podInfoOnMount"))
                .flag(
                        "StorageCapacity",
                        "Whether its capacity counts when pods are placed.",
                        row -> row.is("spec.storageCapacity"))
                .text("TokenRequests", "The tokens it needs.", StoragePrinters::audiences)
                .flag(
                        "RequiresRepublish",
                        "Whether it is called again from time to time.",
                        row -> row.is("spec.requiresRepublish"))
                .text(
                        "Modes",
                        "The kinds of volumes it makes.",
                        row ->
                                Cells.orNone(
                                        String.join(",", row.texts("spec.volumeLifecycleModes"))))
                .age();
    }

    private static String audiences(Row row) {
        return row.has("spec.tokenRequests")
                ? String.join(
                        ",",
                        row.objects("spec.tokenRequests").stream()
                                .map((Json.Obj each) -> each.text("audience"))
                                .toList())
                : Cells.UNSET;
    }

    private static TreePrinter csiStorageCapacities() {
        return TreePrinter.of(GROUP, "v1", "CSIStorageCapacity", "csistoragecapacities", true)
                .text("StorageClassName", "The class it is for.", "storageClassName")
                .text("Capacity", "How much is left.", row -> row.text("capacity", Cells.UNSET));
    }
}
