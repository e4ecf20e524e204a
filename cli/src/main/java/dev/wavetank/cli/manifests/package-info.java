/// From manifests to objects: reading files, and client-side apply as kubectl does it.
@NullMarked
package dev.wavetank.cli.manifests;

import org.jspecify.annotations.NullMarked;
