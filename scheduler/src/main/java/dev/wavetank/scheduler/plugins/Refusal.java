package dev.wavetank.scheduler.plugins;

/// Why one plugin will not have a pod on one node.
///
/// @param plugin upstream's name of the plugin
/// @param reason upstream's words, the same for all nodes, as events count them
/// @param node the node's name
/// @param needed what the pod needs there
/// @param found what there is instead
/// @param lasting whether evicting pods from the node would not help
public record Refusal(
        String plugin, String reason, String node, String needed, String found, boolean lasting) {
    /// `node-2: cpu requested 1500m, free 1200m`.
    @Override
    public String toString() {
        return node + ": " + needed + ", " + found;
    }
}
