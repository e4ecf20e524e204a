/// The REST API as values: a [Request] goes in, a [Response] comes out, in turns of the API
/// server's World. Vert.x only carries the bytes.
@NullMarked
package dev.wavetank.apiserver.requests;

import org.jspecify.annotations.NullMarked;
