/// Makes Kubernetes' API contract, as resources, from the published model jar and a few
/// hand-written facts. Runs at build time only; no other module sees these classes.
@NullMarked
package dev.wavetank.contract;

import org.jspecify.annotations.NullMarked;
