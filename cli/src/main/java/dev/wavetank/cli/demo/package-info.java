/// `wavetank demo`: a cluster in virtual time lives through a deployment, a rollout and the loss of
/// a node, and says as it goes what each of its components decides and why.
///
/// Nothing of the story is written down beforehand: lines come from what components explain and
/// from what they did ([Feed]), figures from the cluster's state ([Recovery], [Health]).
@NullMarked
package dev.wavetank.cli.demo;

import org.jspecify.annotations.NullMarked;
