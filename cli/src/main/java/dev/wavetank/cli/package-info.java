/// The `wavetank` command: its first word chooses one of the commands, and only that one is built.
@NullMarked
package dev.wavetank.cli;

import org.jspecify.annotations.NullMarked;
