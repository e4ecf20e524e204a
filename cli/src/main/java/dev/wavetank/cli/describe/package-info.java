/// `wavetank describe`: all there is to know about an object, for reading, in kubectl's layout.
@NullMarked
package dev.wavetank.cli.describe;

import org.jspecify.annotations.NullMarked;
