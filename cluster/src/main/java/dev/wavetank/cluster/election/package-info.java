/// Which of several like components acts: leader election by a Lease, as client-go's leaderelection
/// does it.
///
/// Invariants: expiry is judged by this component's own monotonic clock since it last saw the lease
/// change, so wrong wall clocks do no harm; and each action of a leader expects that it still holds
/// the lease, so one who lost it without noticing does none either.
@NullMarked
package dev.wavetank.cluster.election;

import org.jspecify.annotations.NullMarked;
