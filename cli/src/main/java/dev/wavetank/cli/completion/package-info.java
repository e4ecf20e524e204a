/// `wavetank completion`: what a shell offers when the user presses Tab.
@NullMarked
package dev.wavetank.cli.completion;

import org.jspecify.annotations.NullMarked;
