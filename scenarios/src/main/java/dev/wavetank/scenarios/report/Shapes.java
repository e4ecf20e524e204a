package dev.wavetank.scenarios.report;

import dev.wavetank.scenarios.run.Entry;

/// The mark of each sort of entry: told apart by shape, not by colour alone.
final class Shapes {
    private static final String DISC = "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z";
    private static final String SQUARE = "m-3.5 -3.5h7v7h-7z";
    private static final String DIAMOND = "m0 -5l5 5l-5 5l-5 -5z";
    private static final String UP = "m0 -5l5 9h-10z";
    private static final String DOWN = "m0 5l5 -9h-10z";
    private static final String CROSS =
            "m-5 -3l2 -2l3 3l3 -3l2 2l-3 3l3 3l-2 2l-3 -3l-3 3l-2 -2l3 -3z";
    private static final String TICK = "m-5 0l2 -2l2 2l4 -5l2 2l-6 7z";

    private Shapes() {}

    /// {@return a path, relative to its middle}
    static String of(Entry.Sort sort) {
        return switch (sort) {
            case PHASE, STEP -> DISC;
            case FAULT_BEGINS -> DOWN;
            case FAULT_ENDS -> UP;
            case NODE, WORKLOAD, POD -> SQUARE;
            case DECISION -> DIAMOND;
            case HOLDS_AGAIN -> TICK;
            case FAILS, VIOLATION -> CROSS;
        };
    }

    static String css(Entry.Sort sort) {
        return "m-" + sort.word();
    }

    static boolean fails(Entry.Sort sort) {
        return switch (sort) {
            case FAILS, VIOLATION -> true;
            case PHASE,
                    STEP,
                    FAULT_BEGINS,
                    FAULT_ENDS,
                    NODE,
                    POD,
                    WORKLOAD,
                    DECISION,
                    HOLDS_AGAIN ->
                    false;
        };
    }
}
