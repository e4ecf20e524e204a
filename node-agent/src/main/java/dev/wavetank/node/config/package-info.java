/// What a container finds in its environment and its volumes, made from its pod and the objects of
/// the cluster: pure functions, whatever runs the container.
@NullMarked
package dev.wavetank.node.config;

import org.jspecify.annotations.NullMarked;
