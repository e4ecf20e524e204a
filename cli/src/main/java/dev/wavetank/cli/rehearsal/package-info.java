/// A short life of a cluster after each build, from which Java learns to start faster.
@NullMarked
package dev.wavetank.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
