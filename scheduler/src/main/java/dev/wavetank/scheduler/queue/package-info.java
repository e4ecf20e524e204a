/// Whose turn it is to be scheduled: by priority, then by how long a pod waits; after a refusal not
/// before something changed that could help, nor before the back-off is over.
@NullMarked
package dev.wavetank.scheduler.queue;

import org.jspecify.annotations.NullMarked;
