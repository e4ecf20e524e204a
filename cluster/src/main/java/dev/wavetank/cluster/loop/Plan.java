package dev.wavetank.cluster.loop;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Time;

import java.util.List;
import java.util.Optional;

/// What to do about one key, why, and when to look again if nothing changes before.
///
/// Complete: whoever carries it out has nothing left to decide.
///
/// @param actions in the order in which they are sent; the first that is not accepted ends the plan
/// @param reasons why, also when there is nothing to do
/// @param memory what to remember until the next plan for this key; kept only if the plan succeeds
/// @param wakeAt when to plan again at the latest
public record Plan<M>(List<Action> actions, List<Reason> reasons, M memory, Optional<Time> wakeAt) {
    public Plan {
        actions = List.copyOf(actions);
        reasons = List.copyOf(reasons);
    }

    /// {@return a plan to do nothing}
    public static <M> Plan<M> nothing(M memory) {
        return new Plan<>(List.of(), List.of(), memory, Optional.empty());
    }

    public static <M> Plan<M> of(List<Action> actions, List<Reason> reasons, M memory) {
        return new Plan<>(actions, reasons, memory, Optional.empty());
    }

    public Plan<M> wakeAt(Time time) {
        return new Plan<>(actions, reasons, memory, Optional.of(time));
    }
}
