package dev.wavetank.tank;

import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import java.util.function.BiFunction;

/// A part of the cluster that can crash and start again: the scheduler, a controller, a node agent.
///
/// @param name under which it acts, unique in its cluster
/// @param start begins a life of it on a new World; everything that the last life held is gone
record Component(String name, Start start) {
    @FunctionalInterface
    interface Start {
        /// Begins a life.
        ///
        /// @param connect opens a session, by the World and the name of who uses it
        Life start(World world, BiFunction<World, String, Api> connect);
    }

    /// What a life of a component holds beside its World.
    interface Life {
        /// Ends all sessions, as a crash does.
        void close();

        /// Ends in order: gives back what others wait for, then closes.
        ///
        /// @param then what comes after
        default void stop(Runnable then) {
            close();
            then.run();
        }
    }

    /// {@return a component with one session}
    static Component simple(String name, Part part) {
        return new Component(
                name,
                (world, connect) -> {
                    var api = connect.apply(world, name);
                    part.start(world, api);
                    return api::close;
                });
    }

    /// Something that runs on a World of its own with a session of its own.
    @FunctionalInterface
    interface Part {
        void start(World world, Api api);
    }
}
