/// One whole cluster in one process, on either clock: the only place that knows all parts.
///
/// A [Tank] is assembled from a [Blueprint] on a World. Every port of every component passes
/// through [Ports], identity by default, which is where faults and traces are put in.
@NullMarked
package dev.wavetank.tank;

import org.jspecify.annotations.NullMarked;
