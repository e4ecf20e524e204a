package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// No two pods that live have one address, and no two services.
final class AddressesAreUnique implements Invariant.OfChange {
    @Override
    public String name() {
        return "addresses-are-unique";
    }

    @Override
    public String reason() {
        return "Requests would reach somebody else's pod: an address that is given out again "
                + "too early still stands in proxies and slices.";
    }

    @Override
    public Excuse excuse() {
        return Excuse.ANY_FAULT;
    }

    private final TreeMap<String, TreeSet<Ref>> holders = new TreeMap<>();

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Pod.KIND, Service.KIND);
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        String was = address(change.before());
        String is = address(change.after());
        if (was.equals(is)) {
            return null;
        }
        if (!was.isEmpty()) {
            var all = holders.get(was);
            if (all != null && all.remove(change.ref()) && all.isEmpty()) {
                holders.remove(was);
            }
        }
        if (is.isEmpty()) {
            return null;
        }
        var all = holders.computeIfAbsent(is, _ -> new TreeSet<>());
        all.add(change.ref());
        for (var other : all) {
            if (!other.equals(change.ref()) && address(scene.state().get(other)).equals(is)) {
                return Breach.of(
                        change.ref() + " got the address " + is + ", which " + other + " has",
                        change.ref(),
                        other);
            }
        }
        return null;
    }

    /// {@return the address; "" for none, or for one that it shares with its node}
    private static String address(@Nullable Resource object) {
        return switch (object) {
            case Pod pod when !pod.finished() && !pod.spec().hostNetwork() -> pod.status().podIP();
            case Service service when !service.spec().clusterIP().equals("None") ->
                    service.spec().clusterIP();
            case null, default -> "";
        };
    }
}
