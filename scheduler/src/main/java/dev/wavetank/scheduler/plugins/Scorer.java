package dev.wavetank.scheduler.plugins;

/// How well each node would do for one pod, as one plugin sees it.
@FunctionalInterface
public interface Scorer {
    /// {@return the plugin's own number for the node in this row, before [Scale] is applied}
    long score(int row);
}
