package dev.wavetank.controllers.rollout;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.ReplicaSet;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Follows a change of a Deployment's size, also in the middle of a rollout or while it is paused.
///
/// With one version the set just gets the new size. With several, each gets its share of what is
/// added or taken, so that the risk of a rollout does not change with the size.
final class Scaling {
    private Scaling() {}

    /// {@return whether the Deployment's size changed since its sets were last scaled}
    static boolean needed(Deployment deployment, Versions versions) {
        for (var set : versions.active()) {
            long seen = Revisions.number(set.meta().annotation(Revisions.DESIRED), -1);
            if (seen >= 0 && seen != deployment.spec().count()) {
                return true;
            }
        }
        return false;
    }

    static void apply(Deployment deployment, Versions versions, Sizes sizes) {
        var active = versions.active();
        int wanted = deployment.spec().count();
        if (active.size() <= 1) {
            ReplicaSet one = !active.isEmpty() ? active.getFirst() : latest(versions);
            if (one != null) {
                sizes.set(one, wanted);
            }
            return;
        }
        var current = versions.current();
        if (current != null
                && current.spec().count() == wanted
                && current.meta().annotation(Revisions.DESIRED).equals(Integer.toString(wanted))
                && current.status().availableReplicas() == wanted) {
            versions.old().forEach(set -> sizes.set(set, 0));
            return;
        }
        if (!Bounds.recreates(deployment)) {
            share(deployment, active, sizes);
        }
    }

    private static @Nullable ReplicaSet latest(Versions versions) {
        if (versions.current() != null) {
            return versions.current();
        }
        return versions.old().isEmpty() ? null : versions.old().getLast();
    }

    private static void share(Deployment deployment, List<ReplicaSet> active, Sizes sizes) {
        int wanted = deployment.spec().count();
        int allowed = wanted > 0 ? wanted + Bounds.of(deployment).surge() : 0;
        int toAdd = allowed - Versions.wanted(active);
        // The largest first; of equals the newest grows first and the oldest shrinks first.
        var byAge = toAdd > 0 ? Versions.OLDEST_FIRST.reversed() : Versions.OLDEST_FIRST;
        var sorted = new ArrayList<>(active);
        sorted.sort(
                Comparator.<ReplicaSet>comparingInt(set -> -set.spec().count())
                        .thenComparing(byAge));
        int added = 0;
        for (var set : sorted) {
            int share = share(deployment, set);
            int left = toAdd - added;
            int given = toAdd > 0 ? Math.clamp(share, 0, left) : Math.clamp(share, left, 0);
            sizes.set(set, set.spec().count() + given);
            added += given;
        }
        // What rounding left over goes to the largest.
        sizes.set(sorted.getFirst(), sizes.of(sorted.getFirst()) + toAdd - added);
    }

    /// {@return by how much a set would change if it kept its part of the whole, rounded}
    private static int share(Deployment deployment, ReplicaSet set) {
        int size = set.spec().count();
        if (deployment.spec().count() == 0) {
            return -size;
        }
        long before =
                Revisions.number(
                        set.meta().annotation(Revisions.MAX), deployment.status().replicas());
        if (before <= 0) {
            return 0;
        }
        long max = deployment.spec().count() + (long) Bounds.of(deployment).surge();
        return Math.toIntExact((2L * size * max + before) / (2 * before)) - size;
    }
}
