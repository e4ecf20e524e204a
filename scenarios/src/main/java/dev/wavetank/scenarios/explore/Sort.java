package dev.wavetank.scenarios.explore;

import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.PodChaos;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// The sorts of faults that exploring draws from: the closed list, each as likely as the others.
enum Sort {
    POWER_OFF(NodeChaos.Action.POWER_OFF),
    REBOOT(NodeChaos.Action.REBOOT),
    AGENT_RESTART(NodeChaos.Action.AGENT_RESTART),
    AGENT_PAUSE(NodeChaos.Action.AGENT_PAUSE),
    CLOCK_SKEW(NodeChaos.Action.CLOCK_SKEW),
    NODE_PARTITION(NodeChaos.Action.PARTITION),
    START_FAILURE(NodeChaos.Action.START_FAILURE),
    PULL_FAILURE(NodeChaos.Action.PULL_FAILURE),
    SLOW_START(NodeChaos.Action.SLOW_START),
    CONTAINER_CRASH(NodeChaos.Action.CONTAINER_CRASH),
    CONTAINER_OOM(NodeChaos.Action.CONTAINER_OOM),
    CONTAINER_HANG(NodeChaos.Action.CONTAINER_HANG),
    POD_KILL(PodChaos.Action.POD_KILL),
    POD_FAILURE(PodChaos.Action.POD_FAILURE),
    CONTAINER_KILL(PodChaos.Action.CONTAINER_KILL),
    API_LATENCY(ControlPlaneChaos.Action.API_LATENCY),
    API_ERROR(ControlPlaneChaos.Action.API_ERROR),
    ANSWER_LOST(ControlPlaneChaos.Action.ANSWER_LOST),
    PARTITION(ControlPlaneChaos.Action.PARTITION),
    WATCH_DELAY(ControlPlaneChaos.Action.WATCH_DELAY),
    WATCH_FREEZE(ControlPlaneChaos.Action.WATCH_FREEZE),
    WATCH_DROP(ControlPlaneChaos.Action.WATCH_DROP),
    WATCH_GONE(ControlPlaneChaos.Action.WATCH_GONE),
    CRASH_AFTER(ControlPlaneChaos.Action.CRASH_AFTER),
    CRASH(ControlPlaneChaos.Action.CRASH),
    RESTART(ControlPlaneChaos.Action.RESTART),
    PAUSE(ControlPlaneChaos.Action.PAUSE),
    LEADER_LOSS(ControlPlaneChaos.Action.LEADER_LOSS),
    SERVER_CRASH(ControlPlaneChaos.Action.SERVER_CRASH),
    SERVER_RESTART(ControlPlaneChaos.Action.SERVER_RESTART),
    SERVER_SLOW(ControlPlaneChaos.Action.SERVER_SLOW),
    JOURNAL_FAILURE(ControlPlaneChaos.Action.JOURNAL_FAILURE),
    DISK_FULL(ControlPlaneChaos.Action.DISK_FULL);

    private static final List<String> PERCENTS = List.of("10", "50", "100");
    private static final List<Integer> CODES = List.of(409, 429, 500, 503);
    private static final List<Long> LATENCIES_MS = List.of(5L, 300L, 4_000L, 15_000L);

    /// Steps of a clock: k8s#134153 was one of -40 s, others of hours.
    private static final List<Long> SKEWS_S = List.of(-10_800L, -40L, -1L, 2L, 40L, 3_600L);

    private final Enum<?> action;

    Sort(Enum<?> action) {
        this.action = action;
    }

    /// {@return such a fault}
    ///
    /// @param length how long it lasts, if it lasts
    Fault draw(Targets targets, Duration length, RandomGenerator chance) {
        return switch (action) {
            case NodeChaos.Action node -> node(node, targets, length, chance);
            case PodChaos.Action pod -> pod(pod, targets, length, chance);
            case ControlPlaneChaos.Action part -> part(part, targets, length, chance);
            default -> throw new IllegalStateException("no sort of fault does " + action);
        };
    }

    private static <T> T one(List<T> of, RandomGenerator chance) {
        return of.get(chance.nextInt(of.size()));
    }

    private static NetworkChaos.Direction direction(RandomGenerator chance) {
        return one(List.of(NetworkChaos.Direction.values()), chance);
    }

    private static Fault node(
            NodeChaos.Action action, Targets targets, Duration length, RandomGenerator chance) {
        var node = targets.node(chance);
        String percent = one(PERCENTS, chance);
        long skew = one(SKEWS_S, chance);
        long delay = one(LATENCIES_MS, chance);
        var direction = direction(chance);
        return new NodeChaos(
                action,
                Mode.ALL,
                "",
                node,
                null,
                action.ofContainers() ? percent : "100",
                action == NodeChaos.Action.CLOCK_SKEW ? Duration.ofSeconds(skew) : null,
                action == NodeChaos.Action.SLOW_START ? Duration.ofMillis(delay) : null,
                action == NodeChaos.Action.PARTITION ? direction : NetworkChaos.Direction.BOTH,
                action.momentary() ? null : length);
    }

    private static Fault pod(
            PodChaos.Action action, Targets targets, Duration length, RandomGenerator chance) {
        var mode = one(List.of(Mode.ONE, Mode.ALL), chance);
        long grace = action == PodChaos.Action.POD_KILL ? chance.nextInt(2) * 30L : 0;
        return new PodChaos(
                action,
                mode,
                "",
                targets.pods(chance),
                List.of(),
                grace,
                action == PodChaos.Action.POD_FAILURE ? length : null);
    }

    private static Fault part(
            ControlPlaneChaos.Action action,
            Targets targets,
            Duration length,
            RandomGenerator chance) {
        var components =
                action == ControlPlaneChaos.Action.LEADER_LOSS
                        ? targets.leader(chance)
                        : targets.component(chance);
        long latency = one(LATENCIES_MS, chance);
        String percent = one(PERCENTS, chance);
        int code = one(CODES, chance);
        int actions = 1 + chance.nextInt(5);
        var direction = direction(chance);
        return new ControlPlaneChaos(
                action,
                action.ofServer() ? List.of() : components,
                late(action) ? Duration.ofMillis(latency) : null,
                late(action) ? Duration.ofMillis(latency / 4) : Duration.ZERO,
                some(action) ? percent : "100",
                List.of(),
                when(action, ControlPlaneChaos.Action.API_ERROR, code),
                when(action, ControlPlaneChaos.Action.CRASH_AFTER, actions),
                action == ControlPlaneChaos.Action.PARTITION
                        ? direction
                        : NetworkChaos.Direction.BOTH,
                action.momentary() ? null : length);
    }

    private static @Nullable Integer when(
            ControlPlaneChaos.Action is, ControlPlaneChaos.Action wanted, int value) {
        return is == wanted ? value : null;
    }

    private static boolean late(ControlPlaneChaos.Action action) {
        return action == ControlPlaneChaos.Action.API_LATENCY
                || action == ControlPlaneChaos.Action.WATCH_DELAY
                || action == ControlPlaneChaos.Action.SERVER_SLOW;
    }

    private static boolean some(ControlPlaneChaos.Action action) {
        return action == ControlPlaneChaos.Action.API_LATENCY
                || action == ControlPlaneChaos.Action.API_ERROR
                || action == ControlPlaneChaos.Action.ANSWER_LOST;
    }
}
