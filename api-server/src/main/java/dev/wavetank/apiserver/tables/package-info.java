/// Objects as kubectl shows them in columns: one printer per kind, with upstream's columns and
/// words (`pkg/printers/internalversion`).
///
/// Invariant: pure functions of the object and the time.
@NullMarked
package dev.wavetank.apiserver.tables;

import org.jspecify.annotations.NullMarked;
