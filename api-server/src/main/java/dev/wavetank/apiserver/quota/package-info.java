/// ResourceQuotas: what a namespace may use, what its objects use, and who is refused.
///
/// Invariant: pure functions of the state. What is used is kept up with every change, but only of
/// namespaces that have a quota.
@NullMarked
package dev.wavetank.apiserver.quota;

import org.jspecify.annotations.NullMarked;
