/// Requests that clients on the nodes send to Services, and the proxies that lead them to pods:
/// what users of the cluster notice of a fault.
@NullMarked
package dev.wavetank.scenarios.traffic;

import org.jspecify.annotations.NullMarked;
