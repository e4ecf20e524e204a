package dev.wavetank.scheduler.plugins;

/// How well each node would do for one pod, as one plugin sees it.
public interface Scorer {
    /// Says which nodes are compared, before any is scored: the first so many of these rows.
    default void among(int[] rows, int count) {}

    /// {@return the plugin's own number for the node in this row, before [Scale] is applied}
    long score(int row);
}
