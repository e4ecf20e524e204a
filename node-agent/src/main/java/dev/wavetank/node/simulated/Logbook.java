package dev.wavetank.node.simulated;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.Result;

import java.time.Duration;
import java.util.SortedMap;
import java.util.function.Consumer;

/// Reads what the modelled containers of a node have written.
final class Logbook {
    /// An end that nobody planned is found as soon.
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final World world;
    private final SortedMap<String, SimulatedPod> pods;

    /// @param pods the node's, by uid
    Logbook(World world, SortedMap<String, SimulatedPod> pods) {
        this.world = world;
        this.pods = pods;
    }

    void read(Command.Logs asked, Consumer<Result> then) {
        var pod = pods.get(asked.uid());
        var runs = pod == null ? null : asked.previous() ? pod.previous : pod.latest;
        var run = runs == null ? null : runs.get(asked.container());
        if (run == null) {
            then.accept(
                    new Result.Failed(
                            "NotFound",
                            (asked.previous() ? "previous terminated container \"" : "container \"")
                                    + asked.container()
                                    + "\""
                                    + (pod == null ? "" : " in pod \"" + pod.identity.name() + "\"")
                                    + " not found"));
            return;
        }
        var log = SimulatedLog.read(run, asked, world.now());
        if (!asked.await() || !log.lines().isEmpty() || log.ended()) {
            then.accept(log);
            return;
        }
        Time next = SimulatedLog.next(run, world.now());
        var left = next == null ? LOOK : next.since(world.now());
        world.after("log", left.compareTo(LOOK) < 0 ? left : LOOK, () -> read(asked, then));
    }
}
