/// Keeps committed changes in a file.
@NullMarked
package dev.wavetank.apiserver.journal;

import org.jspecify.annotations.NullMarked;
