package dev.wavetank.node;

import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/// What an agent remembers of a pod from one look to the next; lost in a crash, without harm.
///
/// @param efforts by container name
/// @param sandbox the sandbox asked for last; null for none
/// @param ending why the node ends the pod by itself; null when it does not
/// @param stoppingSince when the containers were first told to end for good; null before
record PodMemory(
        TreePMap<String, Effort> efforts,
        @Nullable SandboxAsked sandbox,
        @Nullable Ending ending,
        @Nullable Time stoppingSince) {
    static final PodMemory START = new PodMemory(TreePMap.empty(), null, null, null);

    /// A sandbox was asked for.
    ///
    /// @param at when it was
    /// @param retryAt when to ask again if nothing comes of it
    record SandboxAsked(int attempt, Time at, Time retryAt) {}

    /// The node ends the pod, which then is `Failed` for this reason.
    record Ending(String reason, String message) {}

    Effort effort(String container) {
        return efforts.getOrDefault(container, Effort.NONE);
    }

    PodMemory with(String container, Effort effort) {
        return new PodMemory(efforts.plus(container, effort), sandbox, ending, stoppingSince);
    }

    PodMemory with(SandboxAsked asked) {
        return new PodMemory(efforts, asked, ending, stoppingSince);
    }

    PodMemory with(Ending why) {
        return ending != null ? this : new PodMemory(efforts, sandbox, why, stoppingSince);
    }

    PodMemory stopping(Time since) {
        return stoppingSince != null ? this : new PodMemory(efforts, sandbox, ending, since);
    }
}
