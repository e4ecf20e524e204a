/// The bundled sample applications as commands.
@NullMarked
package dev.wavetank.cli.samples;

import org.jspecify.annotations.NullMarked;
