/// Looks for what nobody thought of: random faults, drawn by a seed, and what is left of them when
/// everything is taken away that a failure does not need.
@NullMarked
package dev.wavetank.scenarios.explore;

import org.jspecify.annotations.NullMarked;
