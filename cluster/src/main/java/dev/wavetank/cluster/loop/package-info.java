/// How plans are made and carried out: pure [Controller]s on one side, the [ControlLoop] that alone
/// acts on the other.
///
/// Invariants: one plan per key is in flight; no controller runs before each of its watches has
/// delivered a snapshot; a view holds the component's own writes until they come back. Together
/// these take the place of upstream's expectations and of the scheduler's assume cache.
@NullMarked
package dev.wavetank.cluster.loop;

import org.jspecify.annotations.NullMarked;
