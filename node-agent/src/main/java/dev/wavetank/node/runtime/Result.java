package dev.wavetank.node.runtime;

import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.streams.Conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What became of a [Command].
public sealed interface Result {
    /// It is done, or was so already.
    record Done() implements Result {}

    /// The image is on the node.
    ///
    /// @param bytes the size of the image
    /// @param took how long the transfer took
    /// @param waited the same, with the time spent waiting for other transfers
    record Pulled(String imageId, long bytes, Duration took, Duration waited) implements Result {}

    /// It could not be done.
    ///
    /// @param reason the word that the container's status shows, such as `ErrImagePull` or
    ///   `RunContainerError`
    record Failed(String reason, String message) implements Result {}

    /// What a container wrote.
    ///
    /// @param next the position after the last line, for [Command.Logs#after()]
    /// @param ended whether no more lines will come
    record Log(List<Line> lines, long next, boolean ended) implements Result {
        public Log {
            lines = List.copyOf(lines);
        }
    }

    /// One line of a log, without its end.
    record Line(Instant time, String text) {}

    /// What the containers of a pod use at the moment.
    record Usage(List<ContainerUsage> containers) implements Result {
        public Usage {
            containers = List.copyOf(containers);
        }
    }

    /// What one container uses: cores and bytes.
    record ContainerUsage(String name, Quantity cpu, Quantity memory) {}

    /// A way into a container that is open.
    record Opened(Conversation conversation) implements Result {}

    /// This runtime cannot do that.
    ///
    /// @param what what was asked, for the user: "exec"
    record Unsupported(String what) implements Result {}
}
