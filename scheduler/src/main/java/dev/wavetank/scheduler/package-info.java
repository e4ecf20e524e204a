/// Chooses a node for each pod that has none: filter, score, pick; every verdict a value.
///
/// Code map: [Scheduler] is the controller and plans; `queue` says whose turn it is; [Search] finds
/// the best node in the node table of `nodes` by the rules of `plugins`; [Verdict] is what came of
/// it, from which events, conditions and explanations are worded.
///
/// Invariants: a plan depends on nothing but view, memory and time; it never places more on a node
/// than the node has; a pod that waits would fit nowhere when it was last looked at, nor anywhere
/// that changed since.
@NullMarked
package dev.wavetank.scheduler;

import org.jspecify.annotations.NullMarked;
