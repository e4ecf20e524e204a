package dev.wavetank.controllers.rollout;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.controllers.owners.Claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Deletes the oldest versions beyond `spec.revisionHistoryLimit`, once they have no pods.
final class History {
    /// `spec.revisionHistoryLimit` when absent.
    private static final int LIMIT_DEFAULT = 10;

    private History() {}

    static List<Action> cleanup(Deployment deployment, Versions versions) {
        Integer given = deployment.spec().revisionHistoryLimit();
        int limit = given == null ? LIMIT_DEFAULT : given;
        var old = new ArrayList<>(versions.old().stream().filter(set -> !set.deleting()).toList());
        old.sort(Comparator.comparingLong(Revisions::of).thenComparing(Versions.OLDEST_FIRST));
        var actions = new ArrayList<Action>();
        for (var set : old.subList(0, Math.max(0, old.size() - limit))) {
            if (unused(set)) {
                actions.add(
                        new Action.Delete(
                                set.ref(),
                                set.meta().uid(),
                                null,
                                Action.Propagation.BACKGROUND,
                                List.of(Claims.version(set))));
            }
        }
        return actions;
    }

    private static boolean unused(ReplicaSet set) {
        return set.spec().count() == 0
                && set.status().replicas() == 0
                && set.status().observedGeneration() >= set.meta().generation();
    }
}
