package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.state.Change;
import dev.wavetank.scenarios.run.Sight;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.SortedSet;

/// Something that must hold in every state, or at every change, whatever goes wrong.
public sealed interface Invariant {
    /// {@return as a scenario names it: `pods-fit-their-node`}
    String name();

    /// {@return why it exists, in a sentence, with the bug that it would have found}
    String reason();

    /// Holds or not of one subject in one state: a pod, a node, an owner.
    ///
    /// Checked for what a change touches, and now and then for all subjects; both must agree.
    non-sealed interface OfState extends Invariant {
        /// {@return the subjects whose answer a change may change}
        SortedSet<String> touched(Change change, Sight sight);

        /// {@return the subjects whose answer news of this node's containers may change}
        SortedSet<String> touchedByContainers(String node, Sight sight);

        SortedSet<String> subjects(Sight sight);

        /// {@return what is wrong with it: what was found, and what is allowed; null when nothing}
        @Nullable String problem(String subject, Sight sight);

        /// {@return for how long the problem may be there before it counts: zero, or the time that
        /// components need to hear of each other}
        Duration tolerance();
    }

    /// Holds or not of one step of the history.
    non-sealed interface OfChange extends Invariant {
        /// {@return what is wrong with it; null when nothing}
        @Nullable String problem(Change change, Sight sight);
    }
}
