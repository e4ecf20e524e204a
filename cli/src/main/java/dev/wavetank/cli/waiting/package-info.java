/// `wavetank wait`: stays until objects are as they shall be.
@NullMarked
package dev.wavetank.cli.waiting;

import org.jspecify.annotations.NullMarked;
