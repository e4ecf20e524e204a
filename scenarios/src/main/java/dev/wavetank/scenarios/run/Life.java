package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.Time;

import java.util.List;

/// How one node or pod fared, for the bands of a report.
///
/// @param name `node-2`, `shop/web-6d4`
/// @param group for a pod the workload that it belongs to, `shop/web`; "" for a node, and for a pod
///   that belongs to nothing
/// @param spans oldest first; each lasts until the next begins
public record Life(Of of, String name, String group, List<Span> spans) {
    public Life {
        spans = List.copyOf(spans);
    }

    /// What lives.
    public enum Of {
        NODE,
        POD
    }

    /// How it was for a while.
    ///
    /// @param note where, or why; "" for nothing to say
    public record Span(Time from, State state, String note) {}

    /// How it is.
    public enum State {
        /// A pod that no node has yet.
        PENDING,
        /// A pod on a node that has not been Ready yet.
        STARTING,
        READY,
        NOT_READY,
        /// A pod that is told to end.
        ENDING,
        /// A pod whose containers all ended and will not start again.
        FINISHED,
        GONE
    }
}
