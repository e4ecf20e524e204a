/// The ports through which a component reaches time, chance, turns and the API server, and the
/// virtual clock that makes a whole cluster repeatable.
///
/// Invariant: nothing else in a pure module touches clocks, threads or randomness.
@NullMarked
package dev.wavetank.cluster.world;

import org.jspecify.annotations.NullMarked;
