package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.IntOrString;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a Deployment promises of its pods while they are replaced. Written without its controller,
/// whose work it judges.
final class Rollout {
    private static final IntOrString DEFAULT = IntOrString.of("25%");

    private Rollout() {}

    /// {@return the Deployment that manages the ReplicaSet, or null}
    static @Nullable Deployment deployment(ReplicaSet set, ClusterState state) {
        var owner = set.meta().controller();
        if (owner == null) {
            return null;
        }
        var found = state.table(Deployment.KIND).get(set.meta().namespace(), owner.name());
        return found != null && found.is(owner) ? found : null;
    }

    /// {@return the ReplicaSets that a Deployment manages}
    static List<ReplicaSet> sets(Deployment deployment, ClusterState state) {
        return state.table(ReplicaSet.KIND).ownedBy(deployment.meta().uid());
    }

    /// Keeps what a Deployment asked for until this change, if the change is one of a Deployment's
    /// and asks for something else.
    ///
    /// @return whether the change is one of a Deployment's
    static boolean keep(Change change, Recent<Key, Deployment> former, Time now) {
        if (!(change.before() instanceof Deployment deployment)) {
            return false;
        }
        boolean same =
                change.after() instanceof Deployment after
                        && after.meta().generation() == deployment.meta().generation();
        if (!same) {
            former.was(deployment.key(), deployment, now);
        }
        return true;
    }

    static boolean recreates(Deployment deployment) {
        return deployment.spec().strategy().type().equals("Recreate");
    }

    /// {@return how many pods there may be}
    static int most(Deployment deployment) {
        int wanted = deployment.spec().count();
        return recreates(deployment) ? wanted : wanted + surge(deployment);
    }

    /// {@return how many pods have to be available}
    static int least(Deployment deployment) {
        int wanted = deployment.spec().count();
        var update = deployment.spec().strategy().rollingUpdate();
        var given = update == null ? null : update.maxUnavailable();
        int unavailable = (given == null ? DEFAULT : given).of(wanted, false);
        // With neither a surge nor a pod less nothing could ever move.
        return wanted - (unavailable == 0 && surge(deployment) == 0 ? 1 : unavailable);
    }

    private static int surge(Deployment deployment) {
        var update = deployment.spec().strategy().rollingUpdate();
        var given = update == null ? null : update.maxSurge();
        return (given == null ? DEFAULT : given).of(deployment.spec().count(), true);
    }
}
