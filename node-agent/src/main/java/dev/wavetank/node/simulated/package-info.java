/// Containers that are only modelled: they start, answer probes, log and end as annotations of
/// their pod say, on the clock of the world.
@NullMarked
package dev.wavetank.node.simulated;

import org.jspecify.annotations.NullMarked;
