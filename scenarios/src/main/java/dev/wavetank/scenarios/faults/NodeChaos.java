package dev.wavetank.scenarios.faults;

import dev.wavetank.scenarios.format.Says;
import dev.wavetank.scenarios.format.Words;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Nodes and what runs their containers fail: a kind of Wavetank's own, since Chaos Mesh has none.
@Says("nodes, their agents and their container runtimes fail")
public record NodeChaos(
        @Says("what happens to them") Action action,
        @Says("how many of the selected nodes are hit") Mode mode,
        @Says(value = "how many, or how many percent, for the modes that ask", otherwise = "\"\"")
                String value,
        @Says("which nodes") NodeSelector selector,
        @Says("for container faults: only containers of these pods; if not given, of all")
                @Nullable PodSelector podSelector,
        @Says(
                        value =
                                "for container faults: how many percent of the attempts or"
                                        + " containers are hit",
                        otherwise = "\"100\"")
                String percent,
        @Says("for clock-skew: by how much the node's clock is ahead, such as -40s")
                @Nullable Duration timeOffset,
        @Says("for slow-start: by how much later containers start") @Nullable Duration delay,
        @Says(
                        value = "for partition: what the node sends, what it gets, or both",
                        otherwise = "both")
                NetworkChaos.Direction direction,
        @Says("how long it lasts; if not given, until the end of the chaos")
                @Nullable Duration duration)
        implements Fault {
    /// What happens.
    public enum Action {
        /// No power: agent and containers are gone until the fault ends.
        POWER_OFF,
        /// The machine starts anew; its containers ended.
        REBOOT,
        /// Only the agent starts anew; its containers run on.
        AGENT_RESTART,
        /// The agent does nothing, its containers run on.
        AGENT_PAUSE,
        /// The wall clock is wrong.
        CLOCK_SKEW,
        /// Nothing passes between the node and the API server.
        PARTITION,
        /// Containers do not start.
        START_FAILURE,
        /// Images cannot be pulled.
        PULL_FAILURE,
        /// Containers start late.
        SLOW_START,
        /// Containers crash, once.
        CONTAINER_CRASH,
        /// Containers are killed for want of memory, once.
        CONTAINER_OOM,
        /// Containers hang: they answer nothing and ignore SIGTERM.
        CONTAINER_HANG;

        /// {@return whether it happens at once and has no end}
        public boolean momentary() {
            return switch (this) {
                case REBOOT, AGENT_RESTART, CONTAINER_CRASH, CONTAINER_OOM -> true;
                case POWER_OFF,
                        AGENT_PAUSE,
                        CLOCK_SKEW,
                        PARTITION,
                        START_FAILURE,
                        PULL_FAILURE,
                        SLOW_START,
                        CONTAINER_HANG ->
                        false;
            };
        }

        /// {@return whether it hits the node's containers, not the node}
        public boolean ofContainers() {
            return switch (this) {
                case START_FAILURE,
                        PULL_FAILURE,
                        SLOW_START,
                        CONTAINER_CRASH,
                        CONTAINER_OOM,
                        CONTAINER_HANG ->
                        true;
                case POWER_OFF, REBOOT, AGENT_RESTART, AGENT_PAUSE, CLOCK_SKEW, PARTITION -> false;
            };
        }
    }

    @Override
    public boolean momentary() {
        return action.momentary();
    }

    @Override
    public String verb() {
        return Words.kebab(action);
    }
}
