package dev.wavetank.scenarios.injection;

import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;

import java.util.List;

/// Makes nodes fail.
record NodeFaults(
        Stage stage,
        Pauses pauses,
        Clocks clocks,
        Links links,
        Runtimes runtimes,
        Afflictions hangs,
        ActiveFault fault) {
    void hit(NodeChaos chaos) {
        var machines = Components.nodes(stage.tank.components());
        var choice = new NodeChoice(chaos.selector(), machines);
        var nodes =
                fault.chance.choose(
                        choice.found(stage.state()), chaos.mode(), chaos.value(), name -> name);
        switch (chaos.action()) {
            case POWER_OFF, REBOOT, AGENT_RESTART, AGENT_PAUSE, CLOCK_SKEW, PARTITION -> {
                for (String node : nodes) {
                    hit(node, chaos);
                    fault.hit(node);
                }
            }
            case START_FAILURE,
                    PULL_FAILURE,
                    SLOW_START,
                    CONTAINER_CRASH,
                    CONTAINER_OOM,
                    CONTAINER_HANG ->
                    new ContainerHarm(stage, runtimes, hangs, fault).hit(chaos, nodes);
        }
    }

    private void hit(String node, NodeChaos chaos) {
        switch (chaos.action()) {
            case POWER_OFF -> stage.operations.powerOff(node, fault.number);
            case REBOOT -> stage.operations.reboot(node, false);
            case AGENT_RESTART -> stage.operations.reboot(node, true);
            case AGENT_PAUSE -> pauses.begin(Components.agent(node), fault.number);
            case CLOCK_SKEW -> {
                var offset = chaos.timeOffset();
                if (offset == null) {
                    throw new Refusal("timeOffset: needed, such as -40s");
                }
                clocks.skew(node, fault.number, offset);
            }
            case PARTITION ->
                    links.hit(
                            fault.number,
                            List.of(Components.agent(node), Components.proxy(node)),
                            link -> partition(link, chaos.direction(), chaos.percent()));
            case START_FAILURE,
                    PULL_FAILURE,
                    SLOW_START,
                    CONTAINER_CRASH,
                    CONTAINER_OOM,
                    CONTAINER_HANG ->
                    throw new IllegalArgumentException(chaos.action() + " is no fault of a node");
        }
    }

    private LinkFault partition(Link link, NetworkChaos.Direction direction, String percent) {
        return new LinkFault.Cut(
                fault.number,
                ResourceFilter.ALL,
                new Dice(fault.chance.of(link.session()), Chance.millionths("percent", percent)),
                direction != NetworkChaos.Direction.FROM,
                direction != NetworkChaos.Direction.TO);
    }
}
