/// What each kind adds to the pipeline of a write: defaults that depend on other fields, what the
/// server allocates, what may not change, what is wrong and in which words.
///
/// Invariant: a behaviour is a pure function of the object, the state it is admitted against and
/// the time; it holds nothing.
@NullMarked
package dev.wavetank.apiserver.kinds;

import org.jspecify.annotations.NullMarked;
