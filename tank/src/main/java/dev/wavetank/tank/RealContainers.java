package dev.wavetank.tank;

import dev.wavetank.node.docker.Engine;
import dev.wavetank.node.docker.EngineProblem;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// Where the machines of a cluster have real containers, if any has.
///
/// The engine is reached when the first of them is made, so clusters without any need none.
public final class RealContainers {
    private final String cluster;
    private final Supplier<Engine> open;
    private @Nullable Engine engine;

    /// @param cluster a name that no other cluster on the engine has
    /// @param open reaches the engine
    public RealContainers(String cluster, Supplier<Engine> open) {
        this.cluster = cluster;
        this.open = open;
    }

    /// None can be had.
    static RealContainers none() {
        return new RealContainers(
                "",
                () -> {
                    throw new IllegalArgumentException(
                            "this cluster has no real containers: its time is modelled");
                });
    }

    String cluster() {
        return cluster;
    }

    /// {@return the engine}
    ///
    /// @throws EngineProblem when it cannot be reached
    synchronized Engine engine() {
        if (engine == null) {
            engine = open.get();
        }
        return engine;
    }

    synchronized void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
