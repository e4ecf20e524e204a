package dev.wavetank.apiserver.managed;

import dev.wavetank.cluster.model.Json;

import java.util.Comparator;

/// Who owns fields, and how they came to.
///
/// @param name such as `kubectl-client-side-apply`
/// @param applies whether by server-side apply; else by any other write
/// @param apiVersion of the objects that were written; "" for one who applies, who is the same in
///   all versions
/// @param subresource through which was written; "" for the object itself
public record Manager(String name, boolean applies, String apiVersion, String subresource)
        implements Comparable<Manager> {
    private static final Comparator<Manager> ORDER =
            Comparator.comparing(Manager::operation)
                    .thenComparing(Manager::name)
                    .thenComparing(Manager::apiVersion)
                    .thenComparing(Manager::subresource);

    /// Upstream's name for who gives none.
    public Manager {
        name = name.isEmpty() ? "unknown" : name;
        apiVersion = applies ? "" : apiVersion;
    }

    /// {@return who writes in any way but by server-side apply}
    public static Manager updating(String name, String apiVersion, String subresource) {
        return new Manager(name, false, apiVersion, subresource);
    }

    /// {@return who applies}
    public static Manager applying(String name, String subresource) {
        return new Manager(name, true, "", subresource);
    }

    String operation() {
        return applies ? "Apply" : "Update";
    }

    /// {@return the manager in upstream's messages about conflicts}
    @Override
    public String toString() {
        String who = new Json.Text(name).toString();
        if (!subresource.isEmpty()) {
            who += " with subresource " + new Json.Text(subresource);
        }
        return applies ? who : who + " using " + apiVersion;
    }

    @Override
    public int compareTo(Manager other) {
        return ORDER.compare(this, other);
    }
}
