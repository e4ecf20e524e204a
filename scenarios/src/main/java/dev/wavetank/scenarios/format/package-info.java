/// Scenario files: from YAML to records and back, with the place of everything that is wrong.
@NullMarked
package dev.wavetank.scenarios.format;

import org.jspecify.annotations.NullMarked;
