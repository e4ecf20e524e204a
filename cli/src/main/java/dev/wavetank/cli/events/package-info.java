/// `wavetank events`: what happened, as the components told it.
@NullMarked
package dev.wavetank.cli.events;

import org.jspecify.annotations.NullMarked;
