package dev.wavetank.scenarios.files;

import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.PodChaos;
import dev.wavetank.scenarios.faults.TimeChaos;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.format.Words;

import java.util.List;

/// What the fields of a fault must be for each other.
final class FaultRules {
    private FaultRules() {}

    static void check(Fault fault, Spot spot, Problems problems) {
        var rules = new Checks(spot, problems);
        rules.positive("duration", fault.duration());
        switch (fault) {
            case PodChaos pod -> pod(pod, rules);
            case NetworkChaos network -> network(network, rules);
            case TimeChaos time -> {
                mode(time.mode(), time.value(), rules);
                rules.notZero("timeOffset", time.timeOffset());
                for (String clock : time.clockIds()) {
                    rules.word("clockIds", clock, List.of("CLOCK_REALTIME"));
                }
            }
            case NodeChaos node -> node(node, rules);
            case ControlPlaneChaos control -> control(control, rules);
        }
    }

    static void mode(Mode mode, String value, Checks rules) {
        switch (mode) {
            case ONE, ALL -> {}
            case FIXED -> {
                if (!value.matches("[1-9][0-9]{0,8}")) {
                    rules.wrong(
                            "value", value, "mode fixed", "a whole number from 1, such as \"2\"");
                }
            }
            case FIXED_PERCENT, RANDOM_MAX_PERCENT -> {
                if (!value.matches("[1-9][0-9]?|100")) {
                    String why = "mode " + Words.kebab(mode);
                    rules.wrong("value", value, why, "percent from 1 to 100, such as \"50\"");
                }
            }
        }
    }

    private static void pod(PodChaos pod, Checks rules) {
        mode(pod.mode(), pod.value(), rules);
        if (pod.action() == PodChaos.Action.POD_FAILURE) {
            rules.needed("duration", pod.duration(), pod.verb());
        }
        if (pod.gracePeriod() < 0) {
            rules.wrong("gracePeriod", pod.gracePeriod(), pod.verb(), "seconds from 0");
        }
    }

    private static void network(NetworkChaos network, Checks rules) {
        mode(network.mode(), network.value(), rules);
        var target = network.target();
        if (target != null) {
            mode(target.mode(), target.value(), rules.in("target"));
        }
        String action = Words.kebab(network.action());
        switch (network.action()) {
            case NETEM ->
                    rules.any(
                            action,
                            "delay",
                            network.delay(),
                            "loss",
                            network.loss(),
                            "duplicate",
                            network.duplicate(),
                            "corrupt",
                            network.corrupt());
            case DELAY -> rules.needed("delay", network.delay(), action);
            case LOSS -> rules.needed("loss", network.loss(), action);
            case DUPLICATE -> rules.needed("duplicate", network.duplicate(), action);
            case CORRUPT -> rules.needed("corrupt", network.corrupt(), action);
            case BANDWIDTH -> rules.needed("bandwidth", network.bandwidth(), action);
            case PARTITION -> {}
        }
    }

    private static void node(NodeChaos node, Checks rules) {
        mode(node.mode(), node.value(), rules);
        rules.percent("percent", node.percent());
        rules.positive("delay", node.delay());
        switch (node.action()) {
            case CLOCK_SKEW -> rules.needed("timeOffset", node.timeOffset(), node.verb());
            case SLOW_START -> rules.needed("delay", node.delay(), node.verb());
            case POWER_OFF,
                    REBOOT,
                    AGENT_RESTART,
                    AGENT_PAUSE,
                    PARTITION,
                    START_FAILURE,
                    PULL_FAILURE,
                    CONTAINER_CRASH,
                    CONTAINER_OOM,
                    CONTAINER_HANG -> {}
        }
        if (node.timeOffset() != null) {
            rules.notZero("timeOffset", node.timeOffset());
        }
    }

    private static void control(ControlPlaneChaos control, Checks rules) {
        rules.percent("percent", control.percent());
        rules.positive("latency", control.latency());
        rules.notNegative("jitter", control.jitter());
        Integer code = control.code();
        if (code != null && !List.of(409, 429, 500, 503).contains(code)) {
            rules.wrong("code", code, control.verb(), "409, 429, 500 or 503");
        }
        Integer actions = control.actions();
        if (actions != null && actions < 1) {
            rules.wrong("actions", actions, control.verb(), "a whole number from 1");
        }
        switch (control.action()) {
            case API_LATENCY, WATCH_DELAY, SERVER_SLOW ->
                    rules.needed("latency", control.latency(), control.verb());
            case CRASH_AFTER -> rules.needed("actions", actions, control.verb());
            case API_ERROR,
                    ANSWER_LOST,
                    PARTITION,
                    WATCH_FREEZE,
                    WATCH_DROP,
                    WATCH_GONE,
                    CRASH,
                    RESTART,
                    PAUSE,
                    LEADER_LOSS,
                    SERVER_CRASH,
                    SERVER_RESTART,
                    JOURNAL_FAILURE,
                    DISK_FULL -> {}
        }
        if (!control.action().ofServer() && control.components().isEmpty()) {
            rules.needed("components", null, control.verb());
        }
    }

    static void records(Object record, Checks rules) {
        switch (record) {
            case NetworkChaos.Delay delay -> {
                rules.positive("latency", delay.latency());
                rules.notNegative("jitter", delay.jitter());
                rules.percent("correlation", delay.correlation());
            }
            case NetworkChaos.Loss loss -> {
                rules.percent("loss", loss.loss());
                rules.percent("correlation", loss.correlation());
            }
            case NetworkChaos.Duplicate duplicate -> {
                rules.percent("duplicate", duplicate.duplicate());
                rules.percent("correlation", duplicate.correlation());
            }
            case NetworkChaos.Corrupt corrupt -> {
                rules.percent("corrupt", corrupt.corrupt());
                rules.percent("correlation", corrupt.correlation());
            }
            default -> {}
        }
    }
}
