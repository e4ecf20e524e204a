package dev.wavetank.scenarios.injection;

import dev.wavetank.scenarios.faults.NodeChaos;

/// Makes nodes fail.
record NodeFaults(Stage stage, Runtimes runtimes, ActiveFault fault) {
    void hit(NodeChaos chaos) {
        var machines = Components.nodes(stage.tank.components());
        var choice = new NodeChoice(chaos.selector(), machines);
        var nodes =
                fault.chance.choose(
                        choice.found(stage.state()), chaos.mode(), chaos.value(), name -> name);
        for (String node : nodes) {
            hit(node, chaos);
            fault.hit(node);
        }
    }

    private void hit(String node, NodeChaos chaos) {
        switch (chaos.action()) {
            case POWER_OFF -> stage.operations.powerOff(node, fault.number);
            case REBOOT -> stage.operations.reboot(node, false);
            case AGENT_RESTART -> stage.operations.reboot(node, true);
            case AGENT_PAUSE,
                    CLOCK_SKEW,
                    PARTITION,
                    START_FAILURE,
                    PULL_FAILURE,
                    SLOW_START,
                    CONTAINER_CRASH,
                    CONTAINER_OOM,
                    CONTAINER_HANG ->
                    throw new Refusal("it has no counterpart here yet");
        }
    }
}
