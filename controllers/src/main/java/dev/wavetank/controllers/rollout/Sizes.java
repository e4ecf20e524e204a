package dev.wavetank.controllers.rollout;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.controllers.owners.Claims;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The sizes that the ReplicaSets of a Deployment shall have: those they have, until told
/// otherwise.
final class Sizes {
    private final Deployment deployment;
    private final List<ReplicaSet> sets;
    private final TreeMap<Key, Integer> sizes = new TreeMap<>();

    Sizes(Deployment deployment, List<ReplicaSet> sets) {
        this.deployment = deployment;
        this.sets = sets;
        sets.forEach(set -> sizes.put(set.key(), set.spec().count()));
    }

    int of(ReplicaSet set) {
        return sizes.getOrDefault(set.key(), set.spec().count());
    }

    void set(ReplicaSet set, int size) {
        sizes.put(set.key(), Math.max(0, size));
    }

    boolean changed() {
        return sets.stream().anyMatch(set -> of(set) != set.spec().count());
    }

    /// {@return the writes that bring the sets to their sizes, each with its event}
    ///
    /// They expect the Deployment as it was seen, so that a size which is no longer wanted is never
    /// written.
    List<Action> actions(Instant now) {
        var actions = new ArrayList<Action>();
        for (var set : sets) {
            int from = set.spec().count();
            int to = of(set);
            var meta = from == 0 && to == 0 ? set.meta() : Revisions.sized(deployment, set.meta());
            if (from == to && meta.equals(set.meta())) {
                continue;
            }
            actions.add(
                    new Action.Update(
                            set.withMeta(meta).withSpec(set.spec().withReplicas(to)),
                            List.of(Claims.version(deployment))));
            if (from != to) {
                actions.add(scaled(deployment, set.meta().name(), from, to, now));
            }
        }
        return actions;
    }

    List<String> describe() {
        return sets.stream()
                .filter(set -> set.spec().count() > 0 || of(set) > 0)
                .map(set ->
                        set.meta().name()
                                + ": "
                                + set.spec().count()
                                + (of(set) == set.spec().count() ? "" : " -> " + of(set))
                                + " wanted, "
                                + Versions.available(set)
                                + " available")
                .toList();
    }

    static Action.Emit scaled(Deployment deployment, String set, int from, int to, Instant now) {
        return new Action.Emit(
                Event.about(
                        deployment,
                        Deployments.NAME,
                        "",
                        "Normal",
                        "ScalingReplicaSet",
                        "Scaled "
                                + (to > from ? "up" : "down")
                                + " replica set "
                                + set
                                + " from "
                                + from
                                + " to "
                                + to,
                        now));
    }
}
