/// `wavetank top`: what nodes and pods use.
@NullMarked
package dev.wavetank.cli.usage;

import org.jspecify.annotations.NullMarked;
