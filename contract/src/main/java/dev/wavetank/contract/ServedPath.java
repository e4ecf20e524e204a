package dev.wavetank.contract;

import java.util.Optional;

/// The parts of a path that the API serves for a resource.
///
/// @param plural such as `pods`
/// @param subresource such as `log`; empty for the resource itself
/// @param item whether the path names one object
/// @param namespaced whether the path names a namespace
/// @param tail whether anything may follow, as below `proxy`
record ServedPath(
        String group,
        String version,
        String plural,
        String subresource,
        boolean item,
        boolean namespaced,
        boolean tail) {

    /// The parts of a path; empty for discovery, `/version` and the like.
    static Optional<ServedPath> of(String path) {
        var parts = path.split("/", 0);
        var core = parts.length > 3 && parts[1].equals("api");
        if (!core && !(parts.length > 4 && parts[1].equals("apis"))) {
            return Optional.empty();
        }
        var group = core ? "" : parts[2];
        var version = core ? parts[2] : parts[3];
        var at = core ? 3 : 4;
        if (group.startsWith("{")) {
            return Optional.empty();
        }
        var namespaced =
                parts[at].equals("namespaces")
                        && at + 1 < parts.length
                        && parts[at + 1].equals("{namespace}");
        if (namespaced) {
            at += 2;
        }
        var item = at + 1 < parts.length;
        var subresource = at + 2 < parts.length ? parts[at + 2] : "";
        return Optional.of(
                new ServedPath(
                        group,
                        version,
                        parts[at],
                        subresource,
                        item,
                        namespaced,
                        at + 3 < parts.length));
    }
}
