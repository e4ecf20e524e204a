/// The proof that one seed lives one life, whatever the machine.
@NullMarked
package dev.wavetank.scenarios.determinism;

import org.jspecify.annotations.NullMarked;
