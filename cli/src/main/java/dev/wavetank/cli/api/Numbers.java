package dev.wavetank.cli.api;

import dev.wavetank.cluster.model.Json;

/// Whole numbers in objects.
public final class Numbers {
    private Numbers() {}

    /// {@return the number under this name; the other one when there is none}
    public static long of(Json.Obj object, String name, long otherwise) {
        if (object.get(name) instanceof Json.Num number) {
            Long whole = number.whole();
            return whole == null ? otherwise : whole;
        }
        return otherwise;
    }
}
