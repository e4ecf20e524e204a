package dev.wavetank.tank;

import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

/// A part of the cluster that can crash and start again: the scheduler, a controller, a node agent.
///
/// @param name under which it acts, unique in its cluster
/// @param start begins a life of it on a new World with a new session; everything that the last
///   life held is gone
record Component(String name, Start start) {
    @FunctionalInterface
    interface Start {
        void start(World world, Api api);
    }
}
