package dev.wavetank.tank;

import dev.wavetank.cluster.loop.ControlLoop;
import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import java.util.function.Supplier;

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

    /// {@return a controller run by a loop; made anew for each life}
    static <M> Component of(String name, Supplier<? extends Controller<M>> controller) {
        return new Component(name, (world, api) -> ControlLoop.start(controller.get(), world, api));
    }
}
