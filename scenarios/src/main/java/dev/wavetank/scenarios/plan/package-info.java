/// What a scenario is, as values: the cluster, what goes wrong and when, and what has to hold.
@NullMarked
package dev.wavetank.scenarios.plan;

import org.jspecify.annotations.NullMarked;
