package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Change;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// What has a controller and is not being deleted has one that is there; if it is gone, the object
/// follows soon.
final class OwnersExist implements Invariant.OfState<Ref> {
    @Override
    public String name() {
        return "owners-exist";
    }

    @Override
    public String reason() {
        return "Nobody looks after an orphan: pods stayed for ever when the deletion of their "
                + "owner was missed (kubernetes#65200, rabbitmq cluster-operator#758).";
    }

    @Override
    public Excuse excuse() {
        return Excuse.CONTROL_PLANE;
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(
                Pod.KIND,
                ReplicaSet.KIND,
                Deployment.KIND,
                Service.KIND,
                EndpointSlice.KIND,
                Node.KIND);
    }

    @Override
    public void touched(Change change, Scene scene, Consumer<Ref> subjects) {
        var before = change.before();
        var after = change.after();
        if (after == null || (before != null && !sameUid(before, after))) {
            var uid = Objects.requireNonNull(before).meta().uid();
            for (var kind : owned()) {
                for (var child : scene.state().table(kind).ownedBy(uid)) {
                    subjects.accept(child.ref());
                }
            }
        }
        boolean same =
                before != null
                        && after != null
                        && sameUid(before, after)
                        && before.deleting() == after.deleting()
                        && before.meta().ownerReferences().equals(after.meta().ownerReferences());
        if (!same) {
            subjects.accept(change.ref());
        }
    }

    private static boolean sameUid(Resource before, Resource after) {
        return before.meta().uid().equals(after.meta().uid());
    }

    /// {@return the kinds whose objects have a controller among the kinds looked at}
    private static List<Kind<?>> owned() {
        return List.of(ReplicaSet.KIND, Pod.KIND, EndpointSlice.KIND);
    }

    @Override
    public void all(Scene scene, Consumer<Ref> subjects) {
        for (var kind : owned()) {
            scene.state().table(kind).all().forEach(object -> subjects.accept(object.ref()));
        }
    }

    @Override
    public @Nullable Breach problem(Ref subject, Scene scene) {
        var object = scene.state().get(subject);
        if (object == null || object.deleting()) {
            return null;
        }
        var owner = object.meta().controller();
        if (owner == null || !known(owner)) {
            return null;
        }
        return scene.state().has(owner, subject.namespace())
                ? null
                : Breach.of(
                        subject
                                + " is controlled by "
                                + owner.kind()
                                + " "
                                + owner.name()
                                + " of uid "
                                + owner.uid()
                                + ", which is gone",
                        subject);
    }

    private boolean known(OwnerReference owner) {
        return kinds().stream().anyMatch(kind -> kind.name().equals(owner.kind()));
    }

    /// Chosen: the collector hears of it within milliseconds, and may have many to delete.
    @Override
    public Duration tolerance() {
        return Duration.ofSeconds(60);
    }
}
