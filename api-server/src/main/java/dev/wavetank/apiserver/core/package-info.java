/// Desired state: the single writer, what it admits, the history that watches read, and the
/// [Api][dev.wavetank.cluster.world.Api] for components in the same process.
///
/// Invariants: nobody sees a revision before the journal has it; a revision that was seen is never
/// lost or reused; no socket, file or thread is touched here.
@NullMarked
package dev.wavetank.apiserver.core;

import org.jspecify.annotations.NullMarked;
