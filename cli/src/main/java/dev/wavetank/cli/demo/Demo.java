package dev.wavetank.cli.demo;

import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.tank.Blueprint;
import dev.wavetank.tank.TraceHash;
import dev.wavetank.tank.Tracing;
import dev.wavetank.tank.VirtualTank;

import java.time.Duration;

/// Plays the demonstration: a whole cluster in this process, on a virtual clock.
public final class Demo {
    /// Chosen: every seed tells the same story with other pods on other nodes.
    public static final long SEED = 1;

    private static final int NODES = 3;

    /// With what else is shown this stays below a minute.
    private static final Duration READING = Duration.ofSeconds(45);

    private Demo() {}

    /// Plays it.
    ///
    /// @param paced whether to pause where something is worth reading
    /// @param width how many characters fit on a line
    /// @return 0 when everything healed, otherwise 1
    public static int run(Terminal terminal, boolean paced, int width, long seed) {
        long began = System.nanoTime();
        var pace = new Pace(paced ? READING : Duration.ZERO);
        var stage = new Stage(terminal, width, pace);
        var hash = new TraceHash();
        var feed = new Feed(hash, stage::line);
        var tank =
                new VirtualTank(
                        seed,
                        Blueprint.of(
                                NODES,
                                Quantity.of("4"),
                                Quantity.of("8Gi"),
                                Blueprint.VIRTUAL_CROSSING),
                        feed.ports().within(Tracing.into(hash)),
                        feed);
        var ending = new Story(tank, stage, feed, NODES).play();
        var computing = Duration.ofNanos(System.nanoTime() - began).minus(pace.spent());
        new Summary(stage, ending).show(tank, feed, computing, seed, hash.hex());
        return ending.problems().isEmpty() ? 0 : 1;
    }
}
