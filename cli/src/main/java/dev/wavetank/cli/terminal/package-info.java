/// What every command has in common towards its user: output, colour, progress, failures, ages.
@NullMarked
package dev.wavetank.cli.terminal;

import org.jspecify.annotations.NullMarked;
