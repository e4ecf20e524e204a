package dev.wavetank.scenarios.injection;

import dev.wavetank.node.runtime.PodIdentity;
import dev.wavetank.scenarios.faults.NodeChaos;

import java.util.List;
import java.util.function.Predicate;

/// Makes the containers of nodes fail.
record ContainerHarm(Stage stage, Runtimes runtimes, Afflictions hangs, ActiveFault fault) {
    /// An app that failed.
    private static final int CRASHED = 1;

    /// SIGKILL, as the kernel's OOM killer sends it.
    private static final int KILLED = 137;

    void hit(NodeChaos chaos, List<String> nodes) {
        var selector = chaos.podSelector();
        Predicate<PodIdentity> pods = _ -> true;
        if (selector != null) {
            var choice = PodChoice.of(selector);
            choice.requireNamed(stage.state());
            pods = Targets.live(choice, stage);
        }
        int millionths = Chance.millionths("percent", chaos.percent());
        var targets = new Targets(fault, nodes, pods, millionths);
        switch (chaos.action()) {
            case START_FAILURE -> {
                runtimes.starts.failStarts(targets);
                nodes.forEach(fault::hit);
            }
            case PULL_FAILURE -> {
                runtimes.starts.failPulls(targets);
                nodes.forEach(fault::hit);
            }
            case SLOW_START -> {
                var delay = chaos.delay();
                if (delay == null || delay.isNegative()) {
                    throw new Refusal("delay: needed, such as 30s");
                }
                runtimes.starts.slow(targets, delay);
                nodes.forEach(fault::hit);
            }
            case CONTAINER_CRASH -> end(targets, CRASHED, "Error");
            case CONTAINER_OOM -> end(targets, KILLED, "OOMKilled");
            case CONTAINER_HANG -> hangs.begin(targets, Runtimes.Target::container);
            case POWER_OFF, REBOOT, AGENT_RESTART, AGENT_PAUSE, CLOCK_SKEW, PARTITION ->
                    throw new IllegalArgumentException(
                            chaos.action() + " is no fault of containers");
        }
    }

    private void end(Targets targets, int exitCode, String reason) {
        for (String node : targets.nodes()) {
            for (var run : runtimes.running(node)) {
                if (targets.means(node, run.pod()) && targets.draws(node + " " + run.id())) {
                    runtimes.faults(node).end(run.id(), exitCode, reason);
                    fault.hit(run.container());
                }
            }
        }
    }
}
