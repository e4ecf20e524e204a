package dev.wavetank.scenarios.injection;

import dev.wavetank.scenarios.faults.ControlPlaneChaos;

import java.util.List;

/// Makes the API server, the scheduler, the controllers and what passes between them fail.
record ControlPlaneFaults(Stage stage, ActiveFault fault) {
    private static final String SERVER = "api-server";

    void hit(ControlPlaneChaos chaos) {
        switch (chaos.action()) {
            case CRASH -> {
                for (String name : components(chaos)) {
                    stage.operations.crash(name, fault.number);
                    fault.hit(name);
                }
            }
            case RESTART -> {
                for (String name : components(chaos)) {
                    stage.operations.restart(name);
                    fault.hit(name);
                }
            }
            case SERVER_CRASH -> {
                stage.operations.crashServer(fault.number);
                fault.hit(SERVER);
            }
            case SERVER_RESTART -> {
                stage.operations.restartServer();
                fault.hit(SERVER);
            }
            case API_LATENCY,
                    API_ERROR,
                    ANSWER_LOST,
                    PARTITION,
                    WATCH_DELAY,
                    WATCH_FREEZE,
                    WATCH_DROP,
                    WATCH_GONE,
                    CRASH_AFTER,
                    PAUSE,
                    LEADER_LOSS,
                    SERVER_SLOW,
                    JOURNAL_FAILURE,
                    DISK_FULL ->
                    throw new Refusal("it has no counterpart here yet");
        }
    }

    private List<String> components(ControlPlaneChaos chaos) {
        return Components.meant(chaos.components(), stage.tank.components());
    }
}
