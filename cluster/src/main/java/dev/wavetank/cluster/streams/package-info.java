/// Bytes to and from what runs in a container, while both sides are there: what `exec`, `attach`
/// and a forwarded port have in common, and what the API server and the nodes agree on about them.
@NullMarked
package dev.wavetank.cluster.streams;

import org.jspecify.annotations.NullMarked;
