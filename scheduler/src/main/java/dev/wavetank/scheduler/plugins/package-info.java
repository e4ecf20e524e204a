/// The rules of scheduling, one class a plugin, under upstream's names.
///
/// A filter says whether a node can take a pod, and if not, what was needed and what was found. A
/// score says how well a node would do. A plugin is made once; what one pod asks of it is worked
/// out once per pod, so that looking at a node costs a few comparisons and no allocation.
@NullMarked
package dev.wavetank.scheduler.plugins;

import org.jspecify.annotations.NullMarked;
