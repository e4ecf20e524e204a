package dev.wavetank.tank;

import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

/// A part that lives on a node beside its agent, such as a proxy: it starts when the node gets
/// power and is gone when it loses it. To the rest of the tank it is a component like any other,
/// which can crash and start again by its name.
public interface Resident {
    /// {@return under which it acts, unique in its cluster: `kube-proxy-node-1`}
    String name();

    /// Begins a life; what the last one held in its process is gone.
    ///
    /// @param world ends with this life
    /// @param api the session of this life
    void start(World world, Api api);

    /// Its machine loses the power: what it left there outside of its process is gone, too.
    void powerLost();
}
