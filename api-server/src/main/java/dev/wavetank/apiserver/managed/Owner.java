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
public record Owner(String name, boolean applies, String apiVersion, String subresource)
        implements Comparable<Owner> {
    private static final Comparator<Owner> ORDER =
            Comparator.comparing(Owner::operation)
                    .thenComparing(Owner::name)
                    .thenComparing(Owner::apiVersion)
                    .thenComparing(Owner::subresource);

    /// Upstream's name for who gives none.
    public Owner {
        name = name.isEmpty() ? "unknown" : name;
        apiVersion = applies ? "" : apiVersion;
    }

    /// {@return who writes in any way but by server-side apply}
    public static Owner updating(String name, String apiVersion, String subresource) {
        return new Owner(name, false, apiVersion, subresource);
    }

    /// {@return who applies}
    public static Owner applying(String name, String subresource) {
        return new Owner(name, true, "", subresource);
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
    public int compareTo(Owner other) {
        return ORDER.compare(this, other);
    }
}
