/// Who owns which field of an object: managed fields, and server-side apply, which merges what
/// somebody wants into what is there and names those who want something else.
///
/// Invariant: pure functions of trees, the contract and the time. The rules are those of upstream's
/// structured-merge-diff.
@NullMarked
package dev.wavetank.apiserver.managed;

import org.jspecify.annotations.NullMarked;
