/// A node: it runs the pods that are bound to it and reports how they fare.
///
/// [PodLifecycle] is the pure core: from a pod, what the runtime observes of it, what it remembers
/// and what time it is to commands, a status, events and reasons. [NodeAgent] is the loop around
/// it; containers are reached only through the port in `runtime`.
///
/// Invariants: a container is started at most once per pod uid, name and attempt; a finished pod
/// never runs again; one status write per pod is in flight.
@NullMarked
package dev.wavetank.node;

import org.jspecify.annotations.NullMarked;
