package dev.wavetank.apiserver.decoding;

import dev.wavetank.apiserver.kinds.Problems;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Names;
import dev.wavetank.cluster.model.OwnerReference;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Examines the metadata of an object, in the words of upstream's `ValidateObjectMeta`.
public final class MetaCheck {
    /// Upstream's `TotalAnnotationSizeLimitB`, in bytes.
    private static final long ANNOTATIONS_MAX = 256L << 10;

    private MetaCheck() {}

    /// Adds what is wrong with the metadata of an object that is created or updated.
    public static void check(Meta meta, Kind<?> kind, Problems problems) {
        if (!meta.generateName().isEmpty()) {
            // The server appends five characters, so a prefix may end in a hyphen.
            for (String wrong : names(kind, maskHyphen(meta.generateName()))) {
                problems.invalid("metadata.generateName", meta.generateName(), wrong);
            }
        }
        if (!meta.name().isEmpty()) {
            for (String wrong : names(kind, meta.name())) {
                problems.invalid("metadata.name", meta.name(), wrong);
            }
        } else if (meta.generateName().isEmpty()) {
            problems.required("metadata.name", "name or generateName is required");
        }
        meta.labels()
                .forEach((key, value) -> {
                    for (String wrong : Names.qualified(key)) {
                        problems.invalid("metadata.labels", key, wrong);
                    }
                    for (String wrong : Names.labelValue(value)) {
                        problems.invalid("metadata.labels", value, wrong);
                    }
                });
        annotations(meta, problems);
        owners(meta.ownerReferences(), problems);
        for (String finalizer : meta.finalizers()) {
            for (String wrong : Names.qualified(finalizer)) {
                problems.invalid("metadata.finalizers", finalizer, wrong);
            }
        }
    }

    private static void annotations(Meta meta, Problems problems) {
        long bytes = 0;
        for (var entry : meta.annotations().entrySet()) {
            for (String wrong : Names.qualified(entry.getKey().toLowerCase(Locale.ROOT))) {
                problems.invalid("metadata.annotations", entry.getKey(), wrong);
            }
            bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            bytes += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > ANNOTATIONS_MAX) {
            problems.tooLong(
                    "metadata.annotations", "may not be more than " + ANNOTATIONS_MAX + " bytes");
        }
    }

    private static void owners(List<OwnerReference> owners, Problems problems) {
        String field = "metadata.ownerReferences";
        String controller = "";
        for (OwnerReference owner : owners) {
            if (owner.apiVersion().isEmpty()) {
                problems.invalid(
                        field + ".apiVersion", owner.apiVersion(), "version must not be empty");
            }
            if (owner.kind().isEmpty()) {
                problems.invalid(field + ".kind", owner.kind(), "must not be empty");
            }
            if (owner.name().isEmpty()) {
                problems.invalid(field + ".name", owner.name(), "must not be empty");
            }
            if (owner.uid().isEmpty()) {
                problems.invalid(field + ".uid", owner.uid(), "must not be empty");
            }
            if (owner.controls()) {
                if (controller.isEmpty()) {
                    controller = owner.kind() + "/" + owner.name();
                } else {
                    problems.invalid(
                            field,
                            new Json.Text(owner.kind() + "/" + owner.name()),
                            "Only one reference can have Controller set to true. Found \"true\" in"
                                    + " references for "
                                    + controller
                                    + " and "
                                    + owner.kind()
                                    + "/"
                                    + owner.name());
                }
            }
        }
    }

    private static String maskHyphen(String prefix) {
        return prefix.endsWith("-") && prefix.length() > 1
                ? prefix.substring(0, prefix.length() - 2) + "a"
                : prefix;
    }

    private static List<String> names(Kind<?> kind, String name) {
        // Names such as `system:node` are allowed here and nowhere else.
        if (kind.group().equals("rbac.authorization.k8s.io")) {
            return segment(name);
        }
        return switch (kind.resource()) {
            case "namespaces" -> Names.label(name);
            case "services" -> Names.serviceLabel(name);
            default -> Names.subdomain(name);
        };
    }

    /// What cannot stand in a path.
    private static List<String> segment(String name) {
        if (name.equals(".") || name.equals("..")) {
            return List.of("may not be '" + name + "'");
        }
        return Stream.of("/", "%")
                .filter(name::contains)
                .map(part -> "may not contain '" + part + "'")
                .toList();
    }
}
