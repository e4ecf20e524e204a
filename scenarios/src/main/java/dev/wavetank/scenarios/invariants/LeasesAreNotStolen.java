package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/// A lease changes hands only when it was given back or was not renewed for as long as it holds.
final class LeasesAreNotStolen implements Invariant.OfChange {
    @Override
    public String name() {
        return "leases-are-not-stolen";
    }

    @Override
    public String reason() {
        return "Two leaders act at once, each sure to be the only one, when a candidate with a "
                + "view from before the renewal believes that the lease is free.";
    }

    /// How a fault that takes a lease away signs: what it does is no deed of the cluster's.
    private static final String CHAOS = "chaos-";

    private final TreeMap<Ref, Time> renewed = new TreeMap<>();

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Lease.KIND);
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        var now = scene.now();
        var last = renewed.get(change.ref());
        if (!(change.after() instanceof Lease after)) {
            renewed.remove(change.ref());
            return null;
        }
        renewed.put(change.ref(), now);
        if (!(change.before() instanceof Lease before) || last == null || change.revision() == 0) {
            return null;
        }
        String was = before.spec().holderIdentity();
        String is = after.spec().holderIdentity();
        Integer holds = before.spec().leaseDurationSeconds();
        if (was == null
                || was.isEmpty()
                || is == null
                || is.isEmpty()
                || was.equals(is)
                || is.startsWith(CHAOS)
                || holds == null) {
            return null;
        }
        var age = now.since(last);
        return age.compareTo(Duration.ofSeconds(holds)) < 0
                ? Breach.of(
                        "%s was taken from %s by %s %d ms after its last renewal; it holds for %d s"
                                .formatted(change.ref(), was, is, age.toMillis(), holds),
                        change.ref())
                : null;
    }
}
