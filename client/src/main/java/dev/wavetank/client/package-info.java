/// The wall clock, and the API server reached over HTTPS or a Unix socket: the ports of
/// `cluster.world` as they are in real life.
@NullMarked
package dev.wavetank.client;

import org.jspecify.annotations.NullMarked;
