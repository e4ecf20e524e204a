package dev.wavetank.scheduler.plugins;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scheduler.nodes.Demand;
import dev.wavetank.scheduler.nodes.NodeTable;

import org.jspecify.annotations.Nullable;

/// Says which of the nodes that can take a pod would do best.
public interface ScorePlugin {
    /// {@return upstream's name}
    String name();

    /// {@return how it scores nodes for this pod, or null when it has nothing to say}
    @Nullable Scorer scorer(Pod pod, Demand demand, NodeTable nodes);

    default Scale scale() {
        return Scale.AS_IS;
    }
}
