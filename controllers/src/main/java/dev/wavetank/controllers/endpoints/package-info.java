/// The addresses behind services.
@NullMarked
package dev.wavetank.controllers.endpoints;

import org.jspecify.annotations.NullMarked;
