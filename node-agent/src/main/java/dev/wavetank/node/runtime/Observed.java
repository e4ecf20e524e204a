package dev.wavetank.node.runtime;

import org.pcollections.TreePMap;

/// Everything a runtime has at one moment. What did not change since the last one is the same
/// object.
///
/// @param pods by uid
/// @param images those that need not be pulled, each with its size in bytes
public record Observed(TreePMap<String, ObservedPod> pods, TreePMap<String, Long> images) {
    public static final Observed NOTHING = new Observed(TreePMap.empty(), TreePMap.empty());
}
