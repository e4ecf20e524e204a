package dev.wavetank.scenarios.traffic;

import dev.wavetank.cluster.model.Key;

/// A pod to which a proxy may send a request.
///
/// @param uid the pod's; "" for an endpoint that is no pod
/// @param pod its namespace and name
/// @param node on which it runs, or ran
/// @param port on which it is asked
record Backend(String uid, Key pod, String node, int port) {
    @Override
    public String toString() {
        return "pod " + pod + " on " + node;
    }
}
