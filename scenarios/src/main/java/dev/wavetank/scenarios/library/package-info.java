/// The scenarios that ship with Wavetank.
@NullMarked
package dev.wavetank.scenarios.library;

import org.jspecify.annotations.NullMarked;
