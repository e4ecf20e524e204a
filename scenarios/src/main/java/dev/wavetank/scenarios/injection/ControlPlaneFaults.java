package dev.wavetank.scenarios.injection;

import dev.wavetank.scenarios.faults.ControlPlaneChaos;

import java.util.List;
import java.util.function.BiConsumer;

/// Makes the API server, the scheduler, the controllers and what passes between them fail.
record ControlPlaneFaults(
        Stage stage, Pauses pauses, Links links, Journals journals, ActiveFault fault) {
    private static final String SERVER = "api-server";

    /// What a user of a journal on disk is told.
    private static final String DISK_FULL = "the disk is full: free some space for the journal";

    private static final String JOURNAL_FAILURE =
            "the journal cannot be written: check the disk (input/output error)";

    void hit(ControlPlaneChaos chaos) {
        switch (chaos.action()) {
            case CRASH -> each(chaos, stage.operations::crash);
            case RESTART -> each(chaos, (name, _) -> stage.operations.restart(name));
            case PAUSE -> each(chaos, pauses::begin);
            case API_LATENCY,
                    API_ERROR,
                    ANSWER_LOST,
                    PARTITION,
                    WATCH_DELAY,
                    WATCH_FREEZE,
                    WATCH_DROP,
                    WATCH_GONE,
                    CRASH_AFTER,
                    SERVER_SLOW ->
                    new LinkFaults(stage, links, fault, chaos).hit();
            case LEADER_LOSS ->
                    new Leases(stage, fault)
                            .take(Components.meant(chaos.components(), stage.tank.components()));
            case SERVER_CRASH -> server(() -> stage.operations.crashServer(fault.number));
            case SERVER_RESTART -> server(stage.operations::restartServer);
            case JOURNAL_FAILURE -> server(() -> journals.fail(fault.number, JOURNAL_FAILURE));
            case DISK_FULL -> server(() -> journals.fail(fault.number, DISK_FULL));
        }
    }

    private void server(Runnable harm) {
        harm.run();
        fault.hit(SERVER);
    }

    private void each(ControlPlaneChaos chaos, BiConsumer<String, Integer> harm) {
        List<String> names = Components.meant(chaos.components(), stage.tank.components());
        for (String name : names) {
            harm.accept(name, fault.number);
            fault.hit(name);
        }
    }
}
