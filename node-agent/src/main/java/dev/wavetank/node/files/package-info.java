/// The files of modelled containers, in memory: trees, what is mounted into them, and archives.
@NullMarked
package dev.wavetank.node.files;

import org.jspecify.annotations.NullMarked;
