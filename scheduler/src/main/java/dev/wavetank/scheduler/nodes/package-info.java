/// What the scheduler needs to know of nodes, laid out for speed: numbers in flat arrays, one row a
/// node.
///
/// Invariant: a [NodeTable] is a function of the tables it was last told of, never of the way that
/// led there; a property test compares it with one that is built anew.
@NullMarked
package dev.wavetank.scheduler.nodes;

import org.jspecify.annotations.NullMarked;
