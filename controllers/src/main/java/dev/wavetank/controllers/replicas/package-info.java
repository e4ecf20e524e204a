/// Keeping a number of equal pods.
@NullMarked
package dev.wavetank.controllers.replicas;

import org.jspecify.annotations.NullMarked;
