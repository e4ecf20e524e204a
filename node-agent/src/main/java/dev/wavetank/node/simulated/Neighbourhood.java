package dev.wavetank.node.simulated;

import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.node.runtime.Listeners;

/// What a modelled container can see of the rest of the cluster: its configuration and its network.
///
/// Used only while somebody looks into a container; to be asked in turns.
public interface Neighbourhood {
    /// Nothing around.
    Neighbourhood NONE =
            new Neighbourhood() {
                @Override
                public ClusterState cluster() {
                    return ClusterState.EMPTY;
                }

                @Override
                public Listeners.Answer connect(String node, String uid, int port) {
                    return Listeners.Answer.SILENT;
                }
            };

    /// {@return the cluster's objects as they are, or were a moment ago}
    ClusterState cluster();

    /// {@return what comes of a connection to a port of a pod of any node}
    Listeners.Answer connect(String node, String uid, int port);
}
