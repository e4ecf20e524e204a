package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.scheduler.nodes.NodeTable;

/// Tells when a pod gives room on a node back.
public final class Freed {
    private Freed() {}

    /// {@return whether a pod that took room on a node ended, went, moved or asks for another
    /// amount}
    public static boolean by(Change change) {
        return change.before() instanceof Pod before
                && NodeTable.counted(before)
                && !(change.after() instanceof Pod after
                        && NodeTable.counted(after)
                        && before.spec().equals(after.spec()));
    }
}
