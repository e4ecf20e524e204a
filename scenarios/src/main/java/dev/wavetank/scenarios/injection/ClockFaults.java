package dev.wavetank.scenarios.injection;

import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.TimeChaos;

/// Makes the clocks of containers wrong.
record ClockFaults(Stage stage, Runtimes runtimes, ActiveFault fault) {
    private static final String WALL = "CLOCK_REALTIME";

    void hit(TimeChaos chaos) {
        for (String clock : chaos.clockIds()) {
            if (!clock.equals(WALL)) {
                throw new Refusal(
                        "clockIds: " + clock + " has no counterpart here; there is " + WALL);
            }
        }
        var choice = PodChoice.of(chaos.selector());
        var pods =
                fault.chance.choose(
                        choice.found(stage.state()),
                        chaos.mode(),
                        chaos.value(),
                        pod -> pod.key().toString());
        runtimes.clocks.set(
                new Targets(
                        fault,
                        Components.nodes(stage.tank.components()),
                        chaos.mode() == Mode.ALL ? Targets.live(choice, stage) : Targets.just(pods),
                        Chance.WHOLE),
                chaos.containerNames(),
                chaos.timeOffset(),
                stage.world.now().wall());
        pods.forEach(pod -> fault.hit("pod " + pod.key()));
    }
}
