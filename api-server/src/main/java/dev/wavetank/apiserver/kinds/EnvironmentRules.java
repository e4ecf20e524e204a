package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Names;

import java.util.List;

/// What holds for the environment of a container.
final class EnvironmentRules {
    private static final String NAME =
            "a valid environment variable name must consist only of printable ASCII characters"
                    + " other than '='";

    private static final List<String> SOURCES =
            List.of(
                    "fieldRef",
                    "resourceFieldRef",
                    "configMapKeyRef",
                    "secretKeyRef",
                    "fileKeyRef");

    private static final List<String> FIELDS =
            List.of(
                    "metadata.name",
                    "metadata.namespace",
                    "metadata.uid",
                    "spec.nodeName",
                    "spec.serviceAccountName",
                    "status.hostIP",
                    "status.hostIPs",
                    "status.podIP",
                    "status.podIPs");

    /// The fields that a volume can show and an environment cannot.
    private static final List<String> OTHER_FIELDS =
            List.of("metadata.annotations", "metadata.labels");

    private static final String ONE_ONLY = "may not have more than one field specified at a time";

    private EnvironmentRules() {}

    static void validate(Part container) {
        container.each("env", EnvironmentRules::variable);
        container.each("envFrom", EnvironmentRules::source);
    }

    private static void variable(Part variable) {
        String name = variable.text("name");
        if (name.isEmpty()) {
            variable.require("name");
        } else if (!name.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '=')) {
            variable.problems().invalid(variable.at("name"), name, NAME);
        }
        variable.inside("valueFrom", from -> valueFrom(from, !variable.text("value").isEmpty()));
    }

    private static void valueFrom(Part from, boolean valued) {
        long sources = SOURCES.stream().filter(from::has).count();
        if (sources == 0) {
            from.problems()
                    .invalid(
                            from.field(),
                            "",
                            "must specify one of: `fieldRef`, `resourceFieldRef`,"
                                    + " `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
        } else if (valued) {
            from.problems()
                    .invalid(from.field(), "", "may not be specified when `value` is not empty");
        } else if (sources > 1) {
            from.problems().invalid(from.field(), "", ONE_ONLY);
        }
        from.inside("fieldRef", ref -> field(ref, FIELDS));
        from.inside("resourceFieldRef", ref -> ref.require("resource"));
        for (String key : List.of("configMapKeyRef", "secretKeyRef")) {
            from.inside(
                    key,
                    ref -> {
                        ref.require("name");
                        ref.require("key");
                        ref.examine("key", Names::configKey);
                    });
        }
    }

    /// @param supported the fields that can be shown here
    static void field(Part ref, List<String> supported) {
        String path = ref.text("fieldPath");
        if (path.isEmpty()) {
            ref.require("fieldPath");
        } else if (path.matches("metadata\\.(annotations|labels)\\['.+'\\]")) {
            return;
        } else if (!FIELDS.contains(path) && !OTHER_FIELDS.contains(path)) {
            ref.problems()
                    .invalid(
                            ref.at("fieldPath"),
                            path,
                            "error converting fieldPath: field label not supported: " + path);
        } else if (!supported.contains(path)) {
            ref.problems().notSupported(ref.at("fieldPath"), path, supported);
        }
    }

    private static void source(Part source) {
        long sources = List.of("configMapRef", "secretRef").stream().filter(source::has).count();
        if (sources == 0) {
            source.problems()
                    .invalid(
                            source.field(),
                            "",
                            "must specify one of: `configMapRef` or `secretRef`");
        } else if (sources > 1) {
            source.problems().invalid(source.field(), "", ONE_ONLY);
        }
        source.inside("configMapRef", ref -> ref.require("name"));
        source.inside("secretRef", ref -> ref.require("name"));
    }
}
