package dev.wavetank.node;

import dev.wavetank.cluster.model.PodStatus;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.runtime.Command;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What to do about one pod: complete, so that the loop has nothing left to decide.
///
/// @param commands for the runtime, in order
/// @param status what the API server is to hold of the pod
/// @param hold whether the status waits: one that says more is about to come
/// @param events what to tell the user
/// @param reasons why
/// @param done whether all of the pod has ended and, if it was deleted, it may go
/// @param memory what to remember
/// @param wakeAt when to look again at the latest; null for never
record PodPlan(
        List<Command> commands,
        PodStatus status,
        boolean hold,
        List<Told> events,
        List<Reason> reasons,
        boolean done,
        PodMemory memory,
        @Nullable Time wakeAt) {
    PodPlan {
        commands = List.copyOf(commands);
        events = List.copyOf(events);
        reasons = List.copyOf(reasons);
    }
}
