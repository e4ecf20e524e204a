/// `wavetank logs`, `exec` and `port-forward`: bytes to and from containers.
@NullMarked
package dev.wavetank.cli.streams;

import org.jspecify.annotations.NullMarked;
