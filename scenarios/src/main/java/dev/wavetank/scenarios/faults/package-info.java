/// What can go wrong, as values: what a scenario file says, with Chaos Mesh's names where it has
/// the fault.
@NullMarked
package dev.wavetank.scenarios.faults;

import org.jspecify.annotations.NullMarked;
