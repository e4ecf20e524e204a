package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Names;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What holds for the volumes of a pod.
final class VolumeRules {
    /// In the order in which upstream looks at them: of two, the later is one too many.
    private static final List<String> SOURCES =
            List.of(
                    "emptyDir",
                    "hostPath",
                    "gitRepo",
                    "gcePersistentDisk",
                    "awsElasticBlockStore",
                    "secret",
                    "nfs",
                    "iscsi",
                    "glusterfs",
                    "flocker",
                    "persistentVolumeClaim",
                    "rbd",
                    "cinder",
                    "cephfs",
                    "quobyte",
                    "downwardAPI",
                    "fc",
                    "flexVolume",
                    "configMap",
                    "azureFile",
                    "vsphereVolume",
                    "photonPersistentDisk",
                    "portworxVolume",
                    "azureDisk",
                    "storageos",
                    "projected",
                    "scaleIO",
                    "csi",
                    "ephemeral",
                    "image");

    private static final List<String> HOST_PATHS =
            List.of(
                    "BlockDevice",
                    "CharDevice",
                    "Directory",
                    "DirectoryOrCreate",
                    "File",
                    "FileOrCreate",
                    "Socket");

    private static final List<String> SHOWN =
            List.of(
                    "metadata.annotations",
                    "metadata.labels",
                    "metadata.name",
                    "metadata.namespace",
                    "metadata.uid");

    private static final String MODE =
            "must be a number between 0 and 0777 (octal), both inclusive";

    private VolumeRules() {}

    /// {@return the names of the volumes}
    static Set<String> validate(Part spec) {
        var names = new TreeSet<String>();
        spec.each(
                "volumes",
                volume -> {
                    String name = volume.text("name");
                    if (name.isEmpty()) {
                        volume.require("name");
                    } else {
                        volume.examine("name", Names::label);
                        if (!names.add(name)) {
                            volume.problems().duplicate(volume.at("name"), new Json.Text(name));
                        }
                    }
                    source(volume);
                });
        return names;
    }

    private static void source(Part volume) {
        int found = 0;
        for (String source : SOURCES) {
            if (!volume.has(source)) {
                continue;
            }
            if (found++ > 0) {
                volume.problems()
                        .forbidden(volume.at(source), "may not specify more than 1 volume type");
            } else {
                volume.inside(source, part -> source(source, part));
            }
        }
        if (found == 0) {
            volume.problems().required(volume.field(), "must specify a volume type");
        }
    }

    private static void source(String name, Part source) {
        switch (name) {
            case "hostPath" -> {
                source.require("path");
                noWayUp(source, "path");
                source.oneOf("type", HOST_PATHS);
            }
            case "secret" -> {
                source.require("secretName");
                modeAndItems(source);
            }
            case "configMap" -> {
                source.require("name");
                modeAndItems(source);
            }
            case "downwardAPI" -> {
                source.between("defaultMode", 0, 0777, MODE);
                source.each("items", VolumeRules::shown);
            }
            case "projected" -> {
                source.between("defaultMode", 0, 0777, MODE);
                source.each("sources", VolumeRules::projection);
            }
            case "persistentVolumeClaim" -> source.require("claimName");
            case "nfs" -> {
                source.require("server");
                source.require("path");
                if (!source.text("path").isEmpty() && !source.text("path").startsWith("/")) {
                    source.problems()
                            .invalid(
                                    source.at("path"),
                                    source.text("path"),
                                    "must be an absolute path");
                }
            }
            case "csi" -> source.require("driver");
            case "ephemeral" -> {
                if (!source.has("volumeClaimTemplate")) {
                    source.problems().required(source.at("volumeClaimTemplate"), "");
                }
            }
            default -> {}
        }
    }

    private static void modeAndItems(Part source) {
        source.between("defaultMode", 0, 0777, MODE);
        items(source);
    }

    private static void items(Part source) {
        source.each(
                "items",
                item -> {
                    item.require("key");
                    item.require("path");
                    localPath(item, "path");
                    item.between("mode", 0, 0777, MODE);
                });
    }

    private static void projection(Part source) {
        int found = 0;
        for (String name : source.value().isEmpty() ? List.<String>of() : names(source)) {
            if (found++ > 0) {
                source.problems()
                        .forbidden(
                                source.at(name),
                                "may not specify more than 1 volume type per source");
            }
        }
        source.inside(
                "secret",
                part -> {
                    part.require("name");
                    items(part);
                });
        source.inside(
                "configMap",
                part -> {
                    part.require("name");
                    items(part);
                });
        source.inside("downwardAPI", part -> part.each("items", VolumeRules::shown));
        source.inside(
                "serviceAccountToken",
                token -> {
                    token.between(
                            "expirationSeconds",
                            600,
                            1L << 32,
                            "may not specify a duration less than 10 minutes");
                    token.require("path");
                    localPath(token, "path");
                });
    }

    private static List<String> names(Part part) {
        return List.of(
                        "secret",
                        "configMap",
                        "downwardAPI",
                        "serviceAccountToken",
                        "clusterTrustBundle",
                        "podCertificate")
                .stream()
                .filter(part::has)
                .toList();
    }

    private static void shown(Part item) {
        item.require("path");
        localPath(item, "path");
        if (item.has("fieldRef") && item.has("resourceFieldRef")) {
            item.problems()
                    .invalid(
                            item.field(),
                            "resource",
                            "fieldRef and resourceFieldRef can not be specified simultaneously");
        } else if (!item.has("fieldRef") && !item.has("resourceFieldRef")) {
            item.problems()
                    .required(item.field(), "one of fieldRef and resourceFieldRef is required");
        }
        item.inside("fieldRef", ref -> EnvironmentRules.field(ref, SHOWN));
        item.inside(
                "resourceFieldRef",
                ref -> {
                    ref.require("containerName");
                    ref.require("resource");
                });
        item.between("mode", 0, 0777, MODE);
    }

    private static void localPath(Part item, String name) {
        String path = item.text(name);
        descending(item, name);
        if (path.startsWith("..") && !path.startsWith("../")) {
            item.problems().invalid(item.at(name), path, "must not start with '..'");
        }
    }

    /// A path that stays below where it begins.
    static void descending(Part item, String name) {
        String path = item.text(name);
        if (path.startsWith("/")) {
            item.problems().invalid(item.at(name), path, "must be a relative path");
        }
        noWayUp(item, name);
    }

    private static void noWayUp(Part item, String name) {
        String path = item.text(name);
        if (List.of(path.split("/", -1)).contains("..")) {
            item.problems().invalid(item.at(name), path, "must not contain '..'");
        }
    }
}
