/// Why things are as they are: recorded decisions, and what to do next.
@NullMarked
package dev.wavetank.cli.why;

import org.jspecify.annotations.NullMarked;
