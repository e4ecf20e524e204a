/// Lives a scenario: does its steps, watches what has to hold, and says what came of it.
@NullMarked
package dev.wavetank.scenarios.run;

import org.jspecify.annotations.NullMarked;
