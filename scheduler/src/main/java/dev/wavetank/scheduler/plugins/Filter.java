package dev.wavetank.scheduler.plugins;

import java.util.List;

/// What one pod asks of each node, as one plugin sees it.
public interface Filter {
    /// {@return whether the node in this row can take the pod}
    boolean passes(int row);

    /// {@return every reason why the node in this row cannot; none when it can}
    List<Refusal> refusals(int row);
}
