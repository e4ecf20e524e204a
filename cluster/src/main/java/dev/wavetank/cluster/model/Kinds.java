package dev.wavetank.cluster.model;

import java.util.List;

/// The kinds on which Wavetank acts: those that have a record of their own.
public final class Kinds {
    /// Sorted as [Kind] sorts.
    public static final List<Kind<?>> TYPED =
            List.<Kind<?>>of(
                            Deployment.KIND,
                            EndpointSlice.KIND,
                            Event.KIND,
                            Lease.KIND,
                            Namespace.KIND,
                            Node.KIND,
                            Pod.KIND,
                            ReplicaSet.KIND,
                            Service.KIND,
                            ServiceAccount.KIND)
                    .stream()
                    .sorted()
                    .toList();

    private Kinds() {}

    /// {@return the kind of this group and plural: the typed one if there is one, else a generic}
    public static Kind<?> of(
            String group, String version, String name, String plural, boolean namespaced) {
        for (var kind : TYPED) {
            if (kind.group().equals(group) && kind.plural().equals(plural)) {
                return kind;
            }
        }
        return Kind.generic(group, version, name, plural, namespaced);
    }
}
