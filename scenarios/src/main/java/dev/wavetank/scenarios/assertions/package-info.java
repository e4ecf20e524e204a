/// What has to hold, in CEL: https://cel.dev.
@NullMarked
package dev.wavetank.scenarios.assertions;

import org.jspecify.annotations.NullMarked;
