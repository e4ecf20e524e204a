package dev.wavetank.controllers.owners;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.state.View;

import java.util.ArrayList;
import java.util.List;

/// The objects that an owner manages, and the writes that make it so.
///
/// An owner manages the objects whose controller it is and which its selector selects. Objects
/// without a controller that it selects are adopted; its own that it no longer selects are
/// released. An owner that is being deleted does neither.
///
/// @param objects the managed ones, those about to be adopted included, sorted by name
/// @param actions the adoptions and releases
public record Claims<R extends Resource>(List<R> objects, List<Action> actions) {
    public Claims {
        objects = List.copyOf(objects);
        actions = List.copyOf(actions);
    }

    /// {@return what the owner manages}
    ///
    /// @param selector which objects the owner wants; an empty one adopts and releases nothing
    public static <R extends Resource> Claims<R> of(
            View view, Kind<R> kind, Resource owner, LabelSelector selector) {
        var objects = new ArrayList<R>();
        var actions = new ArrayList<Action>();
        boolean settled = owner.deleting() || selector.isEmpty();
        for (R object : view.controlledBy(kind, owner)) {
            if (settled || selector.selects(object.meta().labels())) {
                objects.add(object);
            } else if (!object.deleting()) {
                actions.add(new Action.Update(without(object, owner.meta().uid()), List.of()));
            }
        }
        if (!settled) {
            int own = objects.size();
            for (R orphan : view.table(kind).uncontrolled(owner.meta().namespace())) {
                if (!orphan.deleting() && selector.selects(orphan.meta().labels())) {
                    R adopted = adopted(kind, orphan, owner);
                    objects.add(adopted);
                    actions.add(new Action.Update(adopted, List.of(version(owner))));
                }
            }
            if (objects.size() > own) {
                objects.sort((one, other) -> one.key().compareTo(other.key()));
            }
        }
        return new Claims<>(objects, actions);
    }

    /// {@return the expectation that an object is as it was seen}
    public static Expect version(Resource object) {
        return new Expect.Version(object.ref(), object.meta().resourceVersion());
    }

    /// {@return an object that no longer names this owner}
    static Resource without(Resource object, String ownerUid) {
        var owners =
                object.meta().ownerReferences().stream()
                        .filter(owner -> !owner.uid().equals(ownerUid))
                        .toList();
        return object.withMeta(object.meta().withOwners(owners));
    }

    private static <R extends Resource> R adopted(Kind<R> kind, R orphan, Resource owner) {
        var owners = new ArrayList<OwnerReference>();
        for (var other : orphan.meta().ownerReferences()) {
            if (!owner.is(other)) {
                owners.add(other);
            }
        }
        owners.add(OwnerReference.controller(owner));
        return kind.type().cast(orphan.withMeta(orphan.meta().withOwners(owners)));
    }
}
