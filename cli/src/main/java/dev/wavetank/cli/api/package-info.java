/// The API as a command needs it: types found by discovery, objects as JSON, refusals as failures.
@NullMarked
package dev.wavetank.cli.api;

import org.jspecify.annotations.NullMarked;
