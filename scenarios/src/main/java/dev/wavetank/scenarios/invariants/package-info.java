/// What a cluster must never do, whatever goes wrong: one small class for each.
///
/// What Kubernetes does not promise under a fault is not demanded: such an invariant names what
/// excuses it, and how long components may take to hear of each other.
@NullMarked
package dev.wavetank.scenarios.invariants;

import org.jspecify.annotations.NullMarked;
