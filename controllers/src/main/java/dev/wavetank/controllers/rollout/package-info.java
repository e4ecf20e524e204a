/// Taking an application from one version of its pods to the next.
@NullMarked
package dev.wavetank.controllers.rollout;

import org.jspecify.annotations.NullMarked;
