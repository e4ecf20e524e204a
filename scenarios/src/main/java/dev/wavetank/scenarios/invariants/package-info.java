/// What a cluster must never do, whatever goes wrong: one small class for each.
@NullMarked
package dev.wavetank.scenarios.invariants;

import org.jspecify.annotations.NullMarked;
