/// A small shell for containers in which no process runs: it parses, expands and runs what people
/// type into a pod, on the turns of a World.
///
/// Programs never block: one that waits for input, time or the network goes on in a later turn.
@NullMarked
package dev.wavetank.node.shell;

import org.jspecify.annotations.NullMarked;
