package dev.wavetank.node.runtime;

import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// Everything a runtime has at one moment. What did not change since the last one is the same
/// object.
///
/// @param pods by uid
/// @param images those that need not be pulled
public record Observed(TreePMap<String, ObservedPod> pods, TreePSet<String> images) {
    public static final Observed NOTHING = new Observed(TreePMap.empty(), TreePSet.empty());
}
