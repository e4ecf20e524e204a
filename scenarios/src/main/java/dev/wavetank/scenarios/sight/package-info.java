/// What can be seen of a cluster in which things go wrong, and how it is judged: the values that
/// invariants, assertions and reports look at.
@NullMarked
package dev.wavetank.scenarios.sight;

import org.jspecify.annotations.NullMarked;
