package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/// No object is written without end. How often it may be depends on how many pods there are, since
/// owners count them.
final class WritesComeToRest implements Invariant.OfChange {
    @Override
    public String name() {
        return "writes-come-to-rest";
    }

    @Override
    public String reason() {
        return "A controller that answers its own write is a hot loop: a StatefulSet was rolled "
                + "for ever (kubernetes#61998); label changes made thousands of pods (PR 61387).";
    }

    private static final Duration WINDOW = Duration.ofSeconds(60);

    /// Chosen: one write a second and more, all the time, is none that anything asks for.
    private static final int WRITES_MAX = 100;

    private final TreeMap<Ref, Count> counts = new TreeMap<>();

    /// Writes of an object since a moment.
    private static final class Count {
        Time since;
        int writes;

        Count(Time since) {
            this.since = since;
        }
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of();
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        if (change.deleted()) {
            counts.remove(change.ref());
            return null;
        }
        // Heartbeats and news for people are meant to come again.
        if (change.kind().equals(Lease.KIND) || change.kind().equals(Event.KIND)) {
            return null;
        }
        var now = scene.now();
        var count = counts.computeIfAbsent(change.ref(), _ -> new Count(now));
        if (now.since(count.since).compareTo(WINDOW) >= 0) {
            count.since = now;
            count.writes = 0;
        }
        count.writes++;
        if (count.writes <= WRITES_MAX) {
            return null;
        }
        int most = WRITES_MAX + 3 * scene.state().table(Pod.KIND).size();
        return count.writes > most
                ? Breach.of(
                        change.ref()
                                + " was written "
                                + count.writes
                                + " times within a minute; allowed here: "
                                + most,
                        change.ref())
                : null;
    }
}
