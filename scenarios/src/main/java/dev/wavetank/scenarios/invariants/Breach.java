package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Ref;

import java.util.List;
import java.util.stream.Stream;

/// How an invariant does not hold.
///
/// @param what in one sentence: what was found, and what is allowed
/// @param objects all that are part of it
record Breach(String what, List<String> objects) {
    Breach {
        objects = List.copyOf(objects);
    }

    static Breach of(String what, Ref... objects) {
        return new Breach(what, Stream.of(objects).map(Ref::toString).toList());
    }
}
