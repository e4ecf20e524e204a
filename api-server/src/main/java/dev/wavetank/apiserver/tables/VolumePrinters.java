package dev.wavetank.apiserver.tables;

import java.util.List;
import java.util.TreeMap;

/// PersistentVolumes and claims of them.
final class VolumePrinters {
    private static final TreeMap<String, String> MODES = new TreeMap<>();

    static {
        MODES.put("ReadWriteOnce", "RWO");
        MODES.put("ReadOnlyMany", "ROX");
        MODES.put("ReadWriteMany", "RWX");
        MODES.put("ReadWriteOncePod", "RWOP");
    }

    /// The order in which upstream names modes.
    private static final List<String> ORDER =
            List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");

    private VolumePrinters() {}

    static List<TreePrinter> all() {
        return List.of(volumes(), claims());
    }

    private static TreePrinter volumes() {
        return TreePrinter.of("", "v1", "PersistentVolume", "persistentvolumes", false)
                .text("Capacity", "How much it holds.", "spec.capacity.storage")
                .text("Access Modes", "How it can be mounted.", row -> modes(row, "spec"))
                .text(
                        "Reclaim Policy",
                        "What becomes of it without its claim.",
                        "spec.persistentVolumeReclaimPolicy")
                .text("Status", "Its phase.", VolumePrinters::phase)
                .text("Claim", "The claim that has it.", VolumePrinters::claim)
                .text("StorageClass", "StorageClass of the pv", VolumePrinters::storageClass)
                .text(
                        "VolumeAttributesClass",
                        "VolumeAttributesClass of the pv",
                        row -> row.text("spec.volumeAttributesClassName", Cells.UNSET))
                .text("Reason", "Why it is in its phase.", "status.reason")
                .age()
                .wide(
                        "VolumeMode",
                        "Whether it is a file system or a block device.",
                        row -> row.text("spec.volumeMode", Cells.UNSET));
    }

    private static TreePrinter claims() {
        return TreePrinter.of("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true)
                .text("Status", "Its phase.", VolumePrinters::phase)
                .text("Volume", "The volume it has.", "spec.volumeName")
                .text(
                        "Capacity",
                        "How much the volume holds.",
                        row -> bound(row) ? row.text("status.capacity.storage") : "")
                .text(
                        "Access Modes",
                        "How the volume can be mounted.",
                        row -> bound(row) ? modes(row, "status") : "")
                .text("StorageClass", "StorageClass of the pvc", VolumePrinters::storageClass)
                .text(
                        "VolumeAttributesClass",
                        "VolumeAttributesClass of the pvc",
                        row -> row.text("spec.volumeAttributesClassName", Cells.UNSET))
                .age()
                .wide(
                        "VolumeMode",
                        "Whether it is a file system or a block device.",
                        row -> row.text("spec.volumeMode", Cells.UNSET));
    }

    private static boolean bound(Row row) {
        return !row.text("spec.volumeName").isEmpty();
    }

    private static String phase(Row row) {
        return row.object().deleting() ? "Terminating" : row.text("status.phase");
    }

    private static String modes(Row row, String part) {
        var modes = row.texts(part + ".accessModes");
        return String.join(",", ORDER.stream().filter(modes::contains).map(MODES::get).toList());
    }

    private static String claim(Row row) {
        return row.has("spec.claimRef")
                ? row.text("spec.claimRef.namespace") + "/" + row.text("spec.claimRef.name")
                : "";
    }

    /// The annotation is from before the field was, and goes first.
    private static String storageClass(Row row) {
        String beta =
                row.object()
                        .meta()
                        .annotations()
                        .getOrDefault("volume.beta.kubernetes.io/storage-class", "");
        return beta.isEmpty() ? row.text("spec.storageClassName") : beta;
    }
}
