/// Commands about nodes as the cluster sees them: cordon, uncordon, drain, taint.
@NullMarked
package dev.wavetank.cli.nodes;

import org.jspecify.annotations.NullMarked;
