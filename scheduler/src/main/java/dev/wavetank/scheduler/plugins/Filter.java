package dev.wavetank.scheduler.plugins;

import java.util.List;

/// What one pod asks of each node, as one plugin sees it.
public interface Filter {
    /// {@return whether the node in this row can take the pod}
    boolean passes(int row);

    /// {@return whether the node in this row, which it refuses, would be refused as well if other
    /// pods were evicted from it}
    default boolean lasting(int row) {
        return true;
    }

    /// {@return which of the plugin's reasons hold for the node in this row, as bits: nodes of one
    /// pattern are refused for the same reasons, lasting or not}
    default long pattern(int row) {
        return passes(row) ? 0 : 1;
    }

    /// {@return how many bits a pattern has}
    default int width() {
        return 1;
    }

    /// {@return every reason why the node in this row cannot; none when it can}
    List<Refusal> refusals(int row);
}
