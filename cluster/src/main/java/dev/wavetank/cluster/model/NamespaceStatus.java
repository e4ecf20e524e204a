package dev.wavetank.cluster.model;

import java.util.List;

/// Whether a namespace is in use.
///
/// @param phase `Active` or `Terminating`
public record NamespaceStatus(String phase, List<Condition> conditions, Json.Obj rest) {
    public NamespaceStatus {
        conditions = List.copyOf(conditions);
    }
}
