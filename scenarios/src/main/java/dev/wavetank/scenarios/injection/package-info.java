/// Makes faults happen: decorators of the tank's ports that spoil what passes through them, and
/// what finds a fault's targets, keeps them hit and takes everything back.
@NullMarked
package dev.wavetank.scenarios.injection;

import org.jspecify.annotations.NullMarked;
