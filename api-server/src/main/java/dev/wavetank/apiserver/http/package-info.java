/// How requests reach the API server: HTTPS on the loopback and a Unix socket, by Vert.x, and the
/// certificates by which server and users are known.
///
/// Invariant: nothing here knows what a request means. Bytes come in, a turn is posted to the API
/// server's World, bytes go out on the connection's own thread.
@NullMarked
package dev.wavetank.apiserver.http;

import org.jspecify.annotations.NullMarked;
