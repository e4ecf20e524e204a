package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.node.runtime.Observed;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Something that must hold in every state, at every change or at every act, whatever goes wrong.
///
/// An instance serves one run: some remember what they saw.
public sealed interface Invariant {
    /// {@return as a scenario names it: `pods-fit-their-node`}
    String name();

    /// {@return why it exists, in a sentence, with the bug that it would have found}
    String reason();

    /// {@return which faults release from it, while they last and for as long as their
    /// after-effects do}
    default Excuse excuse() {
        return Excuse.NONE;
    }

    /// Holds or not of one subject in one state: a pod, a node, an owner.
    ///
    /// Checked for what a change touches, and now and then for all subjects; both must agree. So
    /// the answer may depend on the state and the containers only.
    ///
    /// @param <S> what the subjects are
    non-sealed interface OfState<S extends Comparable<S>> extends Invariant {
        /// {@return the kinds whose changes may change an answer}
        List<Kind<?>> kinds();

        /// Names the subjects whose answer a change of these kinds may change.
        void touched(Change change, Scene scene, Consumer<S> subjects);

        /// Names the subjects whose answer news of a node's containers may change.
        default void touched(
                String node, Observed before, Observed after, Scene scene, Consumer<S> subjects) {}

        /// Names every subject there is.
        void all(Scene scene, Consumer<S> subjects);

        /// {@return what is wrong with it; null when nothing, or when there is no such subject}
        @Nullable Breach problem(S subject, Scene scene);

        /// {@return for how long the problem may be there before it counts: zero, or the time that
        /// components need to hear of each other}
        default Duration tolerance() {
            return Duration.ZERO;
        }
    }

    /// Holds or not of one step of the history.
    non-sealed interface OfChange extends Invariant {
        /// {@return the kinds whose changes it looks at; none for all}
        List<Kind<?>> kinds();

        /// {@return what is wrong with it; null when nothing}
        @Nullable Breach problem(Change change, Scene scene);
    }

    /// Holds or not of what a component did.
    non-sealed interface OfAct extends Invariant {
        /// {@return what is wrong with it; null when nothing}
        ///
        /// @param component who did it, such as `scheduler-1/scheduler`
        @Nullable Breach problem(
                String component, Action action, Outcome.Accepted done, Scene scene);
    }
}
