package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.scenarios.faults.NetworkChaos.Direction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// How the network is at the moment between pods, nodes and the API server: asked by who sends
/// something.
///
/// A request and its answer pass in two directions, which may differ: ask for both.
public final class Network implements Site {
    private final List<Spoilt> spoilt = new ArrayList<>();

    /// Where a message comes from or goes to.
    public sealed interface End {
        record OfPod(Pod pod) implements End {}

        /// Something on a node that is no pod: its agent, its proxy.
        record OfNode(String node) implements End {}

        record ApiServer() implements End {}
    }

    /// @param selected the ends that the fault selects
    /// @param peers the other ends
    private record Spoilt(
            int owner,
            Predicate<End> selected,
            Predicate<End> peers,
            Direction direction,
            Passage passage) {
        boolean hits(End from, End to) {
            return (direction != Direction.FROM && selected.test(from) && peers.test(to))
                    || (direction != Direction.TO && selected.test(to) && peers.test(from));
        }
    }

    /// {@return how a message passes from one end to another}
    public Passage between(End from, End to) {
        var passage = Passage.CLEAR;
        for (var each : spoilt) {
            if (each.hits(from, to)) {
                passage = passage.and(each.passage());
            }
        }
        return passage;
    }

    void spoil(
            int owner,
            Predicate<End> selected,
            Predicate<End> peers,
            Direction direction,
            Passage passage) {
        spoilt.add(new Spoilt(owner, selected, peers, direction, passage));
    }

    @Override
    public void release(int fault) {
        spoilt.removeIf(each -> each.owner() == fault);
    }

    @Override
    public boolean holds(int fault) {
        return spoilt.stream().anyMatch(each -> each.owner() == fault);
    }
}
