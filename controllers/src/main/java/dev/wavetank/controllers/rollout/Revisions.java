package dev.wavetank.controllers.rollout;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.ReplicaSet;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The annotations by which `kubectl rollout` finds its way: each version of a Deployment has a
/// number, and going back to an old version gives that version a new number.
final class Revisions {
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String HISTORY = "deployment.kubernetes.io/revision-history";
    static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    static final String MAX = "deployment.kubernetes.io/max-replicas";

    /// What is a Deployment's own and not for its ReplicaSets (upstream's annotationsToSkip).
    private static final List<String> NOT_COPIED =
            List.of(
                    "kubectl.kubernetes.io/last-applied-configuration",
                    REVISION,
                    HISTORY,
                    DESIRED,
                    MAX,
                    "deprecated.deployment.rollback.to");

    private Revisions() {}

    static long of(ReplicaSet set) {
        return number(set.meta().annotation(REVISION), 0);
    }

    static long number(String annotation, long otherwise) {
        try {
            return Long.parseLong(annotation);
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    /// {@return the number that the current version has or is to get}
    static long next(List<ReplicaSet> old) {
        return old.stream().mapToLong(Revisions::of).max().orElse(0) + 1;
    }

    /// {@return the annotations of the current set after it got its number and what the Deployment
    /// says}
    static Meta numbered(Deployment deployment, Meta set, long revision) {
        var annotations = new TreeMap<>(set.annotations());
        deployment
                .meta()
                .annotations()
                .forEach((name, value) -> {
                    if (!NOT_COPIED.contains(name)) {
                        annotations.put(name, value);
                    }
                });
        String before = set.annotation(REVISION);
        if (number(before, 0) < revision) {
            annotations.put(REVISION, Long.toString(revision));
            if (!before.isEmpty()) {
                annotations.merge(HISTORY, before, (all, last) -> all + "," + last);
            }
        }
        return set.withAnnotations(sealed(annotations));
    }

    /// {@return the annotations of a set after the Deployment's size was written on it, from which
    /// a later change of that size is told}
    static Meta sized(Deployment deployment, Meta set) {
        int wanted = deployment.spec().count();
        var annotations = new TreeMap<>(set.annotations());
        annotations.put(DESIRED, Integer.toString(wanted));
        annotations.put(MAX, Integer.toString(wanted + Bounds.of(deployment).surge()));
        return set.withAnnotations(sealed(annotations));
    }

    private static SortedMap<String, String> sealed(SortedMap<String, String> annotations) {
        return Collections.unmodifiableSortedMap(annotations);
    }
}
