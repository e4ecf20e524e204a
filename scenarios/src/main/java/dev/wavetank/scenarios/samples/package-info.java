/// Sample applications: plain Kubernetes manifests on the class path, in versions that roll out
/// over one another.
@NullMarked
package dev.wavetank.scenarios.samples;

import org.jspecify.annotations.NullMarked;
