/// The server process of one cluster.
@NullMarked
package dev.wavetank.cli.server;

import org.jspecify.annotations.NullMarked;
