package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What one component has observed: per kind the objects at that kind's own revision, with the
/// component's own accepted or pending writes already in them.
///
/// Different kinds may stand at different revisions, as with separate watches; a plan that needs
/// more than that says so with an [Expect].
public record View(TreePMap<Kind<?>, Table<?>> tables) {
    public static final View EMPTY = new View(TreePMap.empty());

    /// {@return the objects of a kind that is watched}
    @SuppressWarnings("unchecked")
    public <R extends Resource> Table<R> table(Kind<R> kind) {
        var table = (Table<R>) tables.get(kind);
        if (table == null) {
            throw new IllegalArgumentException(kind + " is not watched here");
        }
        return table;
    }

    public <R extends Resource> @Nullable R get(Kind<R> kind, Key key) {
        return table(kind).get(key);
    }

    public <R extends Resource> @Nullable R get(Kind<R> kind, String namespace, String name) {
        return table(kind).get(namespace, name);
    }

    public <R extends Resource> Collection<R> all(Kind<R> kind) {
        return table(kind).all();
    }

    public <R extends Resource> Collection<R> in(Kind<R> kind, String namespace) {
        return table(kind).in(namespace);
    }

    /// {@return the objects of a kind whose controller is this object, sorted}
    public <R extends Resource> List<R> controlledBy(Kind<R> kind, Resource owner) {
        var owned = table(kind).ownedBy(owner.meta().uid());
        var controlled = new ArrayList<R>(owned.size());
        for (R object : owned) {
            if (owner.is(object.meta().controller())) {
                controlled.add(object);
            }
        }
        return controlled;
    }

    /// {@return the object that the reference means, if it is of this kind and still there}
    public <R extends Resource> @Nullable R owner(
            Kind<R> kind, String namespace, @Nullable OwnerReference reference) {
        if (reference == null || !reference.kind().equals(kind.name())) {
            return null;
        }
        R found = get(kind, kind.namespaced() ? namespace : "", reference.name());
        return found != null && found.is(reference) ? found : null;
    }

    /// {@return this view with a table in the place of that of its kind}
    public View with(Table<?> table) {
        return new View(tables.plus(table.kind(), table));
    }

    /// {@return an expectation that nobody else changed the children of an owner since this view}
    public Expect sameChildren(Kind<?> kind, Resource owner) {
        return new Expect.SameChildren(kind, owner.meta().uid(), table(kind).revision());
    }
}
