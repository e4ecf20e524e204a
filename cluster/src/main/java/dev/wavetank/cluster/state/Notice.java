package dev.wavetank.cluster.state;

import java.util.List;

/// What a watch tells its component, always in a turn of that component.
public sealed interface Notice {
    /// Everything there is: the first notice, and the first after a loss.
    record Snapshot(Table<?> table) implements Notice {}

    /// What changed since, oldest first.
    ///
    /// @param table the watched objects after the changes
    record Changes(List<Change> changes, Table<?> table) implements Notice {
        public Changes {
            changes = List.copyOf(changes);
        }
    }

    /// Nothing changed up to this revision.
    record Progress(long revision) implements Notice {}

    /// The watch broke; it starts again by itself with a snapshot.
    record Lost(String reason) implements Notice {}
}
