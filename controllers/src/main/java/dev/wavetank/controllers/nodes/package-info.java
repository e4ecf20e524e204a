/// What becomes of nodes that fall silent, and of the pods on them.
@NullMarked
package dev.wavetank.controllers.nodes;

import org.jspecify.annotations.NullMarked;
