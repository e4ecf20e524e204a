package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A Deployment's ReplicaSets together want no more pods than it wants and its maxSurge allows, as
/// its controller could know it.
final class RolloutsKeepTheirSurge implements Invariant.OfChange {
    @Override
    public String name() {
        return "rollouts-keep-their-surge";
    }

    @Override
    public String reason() {
        return "A rollout that forgets its bound asks for twice the machines: a deployment was "
                + "scaled 383, 479, 589, 664 (kubernetes#72775).";
    }

    @Override
    public Excuse excuse() {
        return Excuse.CONTROL_PLANE;
    }

    private final Recent<Key, Deployment> former = new Recent<>();

    @Override
    public List<Kind<?>> kinds() {
        return List.of(ReplicaSet.KIND, Deployment.KIND);
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        if (Rollout.keep(change, former, scene.now())) {
            return null;
        }
        if (!(change.after() instanceof ReplicaSet set) || !grew(change.before(), set)) {
            return null;
        }
        var deployment = Rollout.deployment(set, scene.state());
        if (deployment == null) {
            return null;
        }
        int most = Rollout.most(deployment);
        for (var earlier : former.values(deployment.key(), scene.now())) {
            most = Math.max(most, Rollout.most(earlier));
        }
        int sum = 0;
        for (var each : Rollout.sets(deployment, scene.state())) {
            sum += each.spec().count();
        }
        return sum > most
                ? Breach.of(
                        deployment.ref()
                                + " may have "
                                + most
                                + " pods; its ReplicaSets want "
                                + sum
                                + " since "
                                + set.meta().name()
                                + " wants "
                                + set.spec().count(),
                        deployment.ref(),
                        set.ref())
                : null;
    }

    private static boolean grew(@Nullable Resource before, ReplicaSet after) {
        return after.spec().count() > (before instanceof ReplicaSet set ? set.spec().count() : 0);
    }
}
