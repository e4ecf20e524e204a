/// What a server says of itself: its resources in discovery's two forms, and its version.
///
/// Invariant: pure functions of the contract.
@NullMarked
package dev.wavetank.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
