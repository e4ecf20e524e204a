package dev.wavetank.scenarios.faults;

import dev.wavetank.scenarios.format.Says;
import dev.wavetank.scenarios.format.Words;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// The API server, the scheduler and the controllers fail, or what passes between them: a kind of
/// Wavetank's own, since Chaos Mesh has none.
@Says("the API server, the scheduler, the controllers, or what passes between them, fail")
public record ControlPlaneChaos(
        @Says("what happens") Action action,
        @Says(
                        "to which components, such as scheduler or replicaset-controller; * stands"
                            + " for any characters; node agents are kubelet-NODE; needed unless the"
                            + " API server itself is hit")
                List<String> components,
        @Says("for api-latency, watch-delay and server-slow: by how much each message is late")
                @Nullable Duration latency,
        @Says(value = "by how much more or less, at most", otherwise = "0ms") Duration jitter,
        @Says(value = "how many percent of the messages are hit", otherwise = "\"100\"")
                String percent,
        @Says(
                        "only requests and notices about these, such as pods, pods/shop or"
                                + " pods/shop/web-*")
                List<String> resources,
        @Says("for api-error: 409, 429, 500 or 503; if not given, 500") @Nullable Integer code,
        @Says("for crash-after: the component crashes right after its so-manieth action from now")
                @Nullable Integer actions,
        @Says(
                        value = "for partition: what the component sends, what it gets, or both",
                        otherwise = "both")
                NetworkChaos.Direction direction,
        @Says("how long it lasts; if not given, until the end of the chaos")
                @Nullable Duration duration)
        implements Fault {
    public ControlPlaneChaos {
        components = List.copyOf(components);
        resources = List.copyOf(resources);
    }

    /// What happens.
    public enum Action {
        /// Requests and their answers are late.
        API_LATENCY,
        /// Requests are answered with an error and not carried out.
        API_ERROR,
        /// Requests are carried out and their answers are lost.
        ANSWER_LOST,
        /// Nothing passes between the component and the API server.
        PARTITION,
        /// What watches tell is late.
        WATCH_DELAY,
        /// Watches tell nothing more; who begins a new one sees the state as it was.
        WATCH_FREEZE,
        /// Watches break and begin again with everything, once.
        WATCH_DROP,
        /// Watches break with 410 Gone and begin again with everything, once.
        WATCH_GONE,
        /// The component crashes after some more actions, and starts when the fault ends.
        CRASH_AFTER,
        /// The component is gone until the fault ends.
        CRASH,
        /// The component crashes and starts at once.
        RESTART,
        /// The component does nothing until the fault ends.
        PAUSE,
        /// The component's leader loses its lease; with several control planes.
        LEADER_LOSS,
        /// The API server is gone until the fault ends.
        SERVER_CRASH,
        /// The API server crashes and starts at once.
        SERVER_RESTART,
        /// The API server takes longer for each message.
        SERVER_SLOW,
        /// The journal keeps nothing more.
        JOURNAL_FAILURE,
        /// The journal's disk is full.
        DISK_FULL;

        /// {@return whether it happens at once and has no end}
        public boolean momentary() {
            return switch (this) {
                case WATCH_DROP, WATCH_GONE, RESTART, LEADER_LOSS, SERVER_RESTART -> true;
                case API_LATENCY,
                        API_ERROR,
                        ANSWER_LOST,
                        PARTITION,
                        WATCH_DELAY,
                        WATCH_FREEZE,
                        CRASH_AFTER,
                        CRASH,
                        PAUSE,
                        SERVER_CRASH,
                        SERVER_SLOW,
                        JOURNAL_FAILURE,
                        DISK_FULL ->
                        false;
            };
        }

        /// {@return whether it hits the API server itself, not a component's link to it}
        public boolean ofServer() {
            return switch (this) {
                case SERVER_CRASH, SERVER_RESTART, SERVER_SLOW, JOURNAL_FAILURE, DISK_FULL -> true;
                case API_LATENCY,
                        API_ERROR,
                        ANSWER_LOST,
                        PARTITION,
                        WATCH_DELAY,
                        WATCH_FREEZE,
                        WATCH_DROP,
                        WATCH_GONE,
                        CRASH_AFTER,
                        CRASH,
                        RESTART,
                        PAUSE,
                        LEADER_LOSS ->
                        false;
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
