/// Real containers: the runtime port on a Docker engine (API 1.41 or newer), by docker-java.
///
/// Calls to the engine block, so each runs on a virtual thread; what comes of it is handed to the
/// caller, who posts it to its own world. Nothing here decides anything about a pod.
@NullMarked
package dev.wavetank.node.docker;

import org.jspecify.annotations.NullMarked;
