/// From bytes that a client sent to a tree that the contract allows: types checked, unknown fields
/// dropped and named, defaults filled in, names and labels examined; all in upstream's words.
///
/// Invariant: pure functions of the bytes and the contract.
@NullMarked
package dev.wavetank.apiserver.decoding;

import org.jspecify.annotations.NullMarked;
