/// What the API offers, as the build derived it from the published models: which resources there
/// are, under which paths and names, and what their fields may hold.
///
/// Invariant: immutable after loading; two servers may share it.
@NullMarked
package dev.wavetank.apiserver.contract;

import org.jspecify.annotations.NullMarked;
