/// `wavetank scenario`: lives scenarios, and says what came of them.
@NullMarked
package dev.wavetank.cli.scenario;

import org.jspecify.annotations.NullMarked;
