/// The ways in which Kubernetes' clients change a part of an object: JSON patch, JSON merge patch
/// and strategic merge patch, each a function from a tree and a patch to a tree.
@NullMarked
package dev.wavetank.apiserver.patches;

import org.jspecify.annotations.NullMarked;
