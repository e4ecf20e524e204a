package dev.wavetank.tank;

import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.MemoryJournal;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/// A tank in virtual time, for whoever drives its clock: a test, a scenario, a demonstration.
///
/// Nothing happens between two calls; what is asked for happens in the next ones.
public final class VirtualTank {
    /// When every run begins. Chosen: a round moment, so that times in a transcript are easy to
    /// read.
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualWorld world;
    private final Tank tank;
    private long turns;
    private ClusterState seen = ClusterState.EMPTY;

    /// Builds a tank with a journal in memory and starts it; nothing has happened yet.
    ///
    /// @param seed the same seed lives the same life
    public VirtualTank(long seed, Blueprint blueprint, Ports ports, Trace trace) {
        world = new VirtualWorld(seed, START, trace);
        tank =
                new Tank(
                        Worlds.in(world),
                        new MemoryJournal(),
                        new EncodedObjects(),
                        blueprint,
                        ports);
        tank.start(Boot.CONTAINERS_ALIVE);
    }

    public Tank tank() {
        return tank;
    }

    public VirtualWorld world() {
        return world;
    }

    /// {@return the newest state that may be seen; while no API server lives, the last one that
    /// was}
    public ClusterState state() {
        var server = tank.server();
        if (server != null) {
            seen = server.watches().committed();
        }
        return seen;
    }

    /// {@return how long the cluster has lived}
    public Duration age() {
        return Duration.ofNanos(world.now().nanos());
    }

    /// {@return how many turns were run}
    public long turns() {
        return turns;
    }

    /// Lets time pass.
    public void run(Duration duration) {
        runUntil(_ -> false, duration);
    }

    /// Lets time pass until something holds.
    ///
    /// @param holds asked at the beginning and whenever the state changed
    /// @return whether it holds; if not, the whole time has passed
    public boolean runUntil(Predicate<ClusterState> holds, Duration atMost) {
        long end = world.now().nanos() + atMost.toNanos();
        var asked = state();
        if (holds.test(asked)) {
            return true;
        }
        for (var next = world.next(); next != null && next.nanos() <= end; next = world.next()) {
            world.step();
            turns++;
            var now = state();
            if (now.revision() != asked.revision()) {
                asked = now;
                if (holds.test(now)) {
                    return true;
                }
            }
        }
        world.run(Duration.ofNanos(end - world.now().nanos()));
        return false;
    }
}
