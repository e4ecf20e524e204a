package dev.wavetank.controllers.rollout;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.ReplicaSet;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The ReplicaSets of a Deployment: the one of the wanted template, and the others.
///
/// @param current the set of the wanted template; null before there is one
/// @param old all others, oldest first
record Versions(@Nullable ReplicaSet current, List<ReplicaSet> old) {
    static final Comparator<ReplicaSet> OLDEST_FIRST =
            Comparator.<ReplicaSet, Instant>comparing(
                            set -> {
                                Instant created = set.meta().creationTimestamp();
                                return created == null ? Instant.MAX : created;
                            })
                    .thenComparing(set -> set.meta().name());

    Versions {
        old = List.copyOf(old);
    }

    static Versions of(Deployment deployment, List<ReplicaSet> sets) {
        var sorted = new ArrayList<>(sets);
        sorted.sort(OLDEST_FIRST);
        ReplicaSet current = null;
        for (var set : sorted) {
            if (TemplateHash.same(set.spec().template(), deployment.spec().template())) {
                current = set;
                break;
            }
        }
        if (current != null) {
            sorted.remove(current);
        }
        return new Versions(current, sorted);
    }

    /// {@return all sets, oldest first, the current one last}
    List<ReplicaSet> all() {
        var all = new ArrayList<>(old);
        if (current != null) {
            all.add(current);
        }
        return all;
    }

    /// {@return the sets that want pods}
    List<ReplicaSet> active() {
        return all().stream().filter(set -> set.spec().count() > 0).toList();
    }

    int wanted() {
        return wanted(all());
    }

    static int wanted(List<ReplicaSet> sets) {
        return sets.stream().mapToInt(set -> set.spec().count()).sum();
    }

    /// {@return how many of a set's pods can be counted on}
    ///
    /// A status may be older than the last scaling: more than the set is to keep is never counted.
    static int available(ReplicaSet set) {
        return Math.min(set.status().availableReplicas(), set.spec().count());
    }
}
