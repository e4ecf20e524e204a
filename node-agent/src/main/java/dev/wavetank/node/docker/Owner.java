package dev.wavetank.node.docker;

import java.util.List;

/// Whose containers they are. Nothing on the engine that does not carry these labels is ever
/// touched.
///
/// @param cluster a name that no other cluster on the engine has
/// @param node the node's name
public record Owner(String cluster, String node) {
    /// {@return what to ask the engine for}
    List<String> filters() {
        return List.of(Labels.CLUSTER + "=" + cluster, Labels.NODE + "=" + node);
    }
}
