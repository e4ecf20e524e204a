/// Commands that change a little of an object: scale, label, annotate.
@NullMarked
package dev.wavetank.cli.changes;

import org.jspecify.annotations.NullMarked;
