package dev.wavetank.apiserver.discovery;

import dev.wavetank.cluster.model.Json;

/// What `/version` says: the version of Kubernetes whose API this is.
public final class Version {
    /// The minor version of the published models that the contract is derived from.
    private static final String MINOR = "36";

    private Version() {}

    public static Json.Obj json() {
        return Json.Obj.builder()
                .put("buildDate", "1970-01-01T00:00:00Z")
                .put("compiler", "javac")
                .put("emulationMajor", "1")
                .put("emulationMinor", MINOR)
                .put("gitCommit", "")
                .put("gitTreeState", "clean")
                .put("gitVersion", "v1." + MINOR + ".0-wavetank")
                .put("goVersion", "java" + Runtime.version().feature())
                .put("major", "1")
                .put("minCompatibilityMajor", "1")
                .put("minCompatibilityMinor", "35")
                .put("minor", MINOR)
                .put("platform", "linux/amd64")
                .build();
    }
}
