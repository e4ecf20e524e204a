/// How records are files: what is said of their components, and reading, writing and describing
/// values by it, with the place of everything that is wrong. Knows no record of its own.
@NullMarked
package dev.wavetank.scenarios.format;

import org.jspecify.annotations.NullMarked;
