package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Whenever a ReplicaSet makes a pod there are then no more than it wants.
final class ReplicaSetsDoNotOvershoot implements Invariant.OfChange {
    @Override
    public String name() {
        return "replica-sets-do-not-overshoot";
    }

    @Override
    public String reason() {
        return "Controllers with old views made 6,596 and 84,000 pods too many (kubernetes#14528, "
                + "#27997); a creation here is refused when its view is old.";
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Pod.KIND);
    }

    @Override
    public @Nullable Breach problem(Change change, Scene scene) {
        if (!change.created() || !(change.after() instanceof Pod pod)) {
            return null;
        }
        var owner = pod.meta().controller();
        // What a user made and gave to the set is the set's to delete.
        if (owner == null
                || !owner.kind().equals(ReplicaSet.KIND.name())
                || !pod.meta().generateName().equals(owner.name() + "-")) {
            return null;
        }
        var set = set(scene.state(), pod, owner);
        if (set == null) {
            return null;
        }
        var earlier = set(scene.before(), pod, owner);
        int wanted = Math.max(set.spec().count(), earlier == null ? 0 : earlier.spec().count());
        int active = 0;
        for (var each : scene.state().table(Pod.KIND).ownedBy(owner.uid())) {
            active += each.finished() || each.deleting() ? 0 : 1;
        }
        return active > wanted
                ? Breach.of(
                        set.ref()
                                + " wants "
                                + wanted
                                + " pods and made "
                                + pod.meta().name()
                                + ", so that it has "
                                + active,
                        set.ref(),
                        pod.ref())
                : null;
    }

    private static @Nullable ReplicaSet set(ClusterState state, Pod pod, OwnerReference owner) {
        var set = state.table(ReplicaSet.KIND).get(pod.meta().namespace(), owner.name());
        return set != null && set.is(owner) ? set : null;
    }
}
