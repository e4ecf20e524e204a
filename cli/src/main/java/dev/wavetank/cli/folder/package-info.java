/// Where a cluster's state lives, what it was started with, and who uses it.
@NullMarked
package dev.wavetank.cli.folder;

import org.jspecify.annotations.NullMarked;
