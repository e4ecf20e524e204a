package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A rolling update takes no pod away that is needed to keep replicas minus maxUnavailable
/// available, as its controller could know it. What else makes pods unavailable is not its doing.
final class RolloutsKeepPodsAvailable implements Invariant.OfChange {
    @Override
    public String name() {
        return "rollouts-keep-pods-available";
    }

    @Override
    public String reason() {
        return "The whole point of a rolling update. Upstream's disruption budget was broken in "
                + "the same way, by a count from an old view (kubernetes#82149).";
    }

    @Override
    public Excuse excuse() {
        return Excuse.CONTROL_PLANE;
    }

    private final Recent<Key, Deployment> former = new Recent<>();
    private final Recent<Key, ReplicaSet> formerSets = new Recent<>();

    @Override
    public List<Kind<?>> kinds() {
        return List.of(ReplicaSet.KIND, Deployment.KIND);
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        if (Rollout.keep(change, former, scene.now())) {
            return null;
        }
        if (!(change.before() instanceof ReplicaSet before)) {
            return null;
        }
        if (before.status().availableReplicas() > 0) {
            formerSets.was(before.key(), before, scene.now());
        }
        if (!(change.after() instanceof ReplicaSet after)
                || after.spec().count() >= before.spec().count()
                || after.deleting()) {
            return null;
        }
        var deployment = Rollout.deployment(after, scene.state());
        if (deployment == null || Rollout.recreates(deployment)) {
            return null;
        }
        // Who scales down gives up pods by asking for it, in whichever ReplicaSet.
        for (var earlier : former.values(deployment.key(), scene.now())) {
            if (earlier.spec().count() != deployment.spec().count()) {
                return null;
            }
        }
        int left = 0;
        int had = 0;
        for (var set : Rollout.sets(deployment, scene.state())) {
            int available = available(set, scene.now());
            left += Math.min(available, set.spec().count());
            int wanted = set.key().equals(after.key()) ? before.spec().count() : set.spec().count();
            had += Math.min(available, wanted);
        }
        int least = Rollout.least(deployment);
        return left < least && left < had
                ? Breach.of(
                        "%s has to keep %d pods available; %s was scaled from %d to %d, which leaves %d"
                                .formatted(
                                        deployment.ref(),
                                        least,
                                        after.meta().name(),
                                        before.spec().count(),
                                        after.spec().count(),
                                        left),
                        deployment.ref(),
                        after.ref())
                : null;
    }

    /// {@return how many were available at any time of the last moment}
    private int available(ReplicaSet set, Time now) {
        int available = set.status().availableReplicas();
        for (var earlier : formerSets.values(set.key(), now)) {
            available = Math.max(available, earlier.status().availableReplicas());
        }
        return available;
    }
}
