package dev.wavetank.controllers.owners;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Deletes objects whose owners are all gone, and carries out what a deletion says about the
/// objects that the deleted one owns.
///
/// | deletion | finalizer | done here |
/// |---|---|---|
/// | Background | none | each dependent goes once no owner is left |
/// | Foreground | `foregroundDeletion` | the dependents go first, then the finalizer |
/// | Orphan | `orphan` | the dependents forget the owner, then the finalizer goes |
///
/// Owners are told by uid. An owner of a kind that is not watched counts as alive, and every
/// deletion expects each owner to be gone where it is written: an old view, or one in which the
/// owner has not yet appeared, cannot cost a live owner its objects.
public final class GarbageCollector implements Controller<GarbageCollector.Memory> {
    public static final String NAME = "garbage-collector";

    static final String FOREGROUND = "foregroundDeletion";
    static final String ORPHAN = "orphan";

    private final List<Kind<?>> kinds;
    private final TreeMap<String, Kind<?>> byReference = new TreeMap<>();
    private final TreeMap<String, Kind<?>> byResource = new TreeMap<>();

    /// Nothing needs to be remembered.
    public record Memory() {}

    /// Makes a collector of these kinds.
    ///
    /// @param kinds every kind that the cluster serves; Events own nothing and have no owners, so
    ///   they are passed over
    public GarbageCollector(List<Kind<?>> kinds) {
        this.kinds = kinds.stream().filter(kind -> !kind.equals(Event.KIND)).distinct().toList();
        for (var kind : this.kinds) {
            byReference.put(kind.apiVersion() + "/" + kind.name(), kind);
            byResource.put(kind.resource(), kind);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        var queries = new ArrayList<Query>();
        kinds.forEach(kind -> queries.add(Query.all(kind)));
        return List.copyOf(queries);
    }

    @Override
    public Memory start() {
        return new Memory();
    }

    /// {@return the key under which an object is looked at: keys name no kind, so the name does}
    static Key key(Resource object) {
        return new Key(
                object.meta().namespace(), object.kind().resource() + "/" + object.meta().name());
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        var keys = new TreeSet<Key>();
        Resource before = change.before();
        Resource after = change.after();
        if (after != null && differs(before, after)) {
            keys.add(key(after));
            if (waitsForDependents(after)) {
                addDependents(keys, after.meta().uid(), view);
            }
        }
        if (before != null && (after == null || !after.meta().uid().equals(before.meta().uid()))) {
            addDependents(keys, before.meta().uid(), view);
        }
        // An owner that waits for its dependents looks again when one of them changes or goes.
        if (before != null && (after == null || differs(before, after))) {
            for (var reference : before.meta().ownerReferences()) {
                Resource owner = owner(reference, before.meta().namespace(), view);
                if (owner != null && owner.deleting()) {
                    keys.add(key(owner));
                }
            }
        }
        return keys;
    }

    private static boolean differs(@Nullable Resource before, Resource after) {
        return before == null
                || before.deleting() != after.deleting()
                || !before.meta().uid().equals(after.meta().uid())
                || !before.meta().ownerReferences().equals(after.meta().ownerReferences())
                || !before.meta().finalizers().equals(after.meta().finalizers());
    }

    private void addDependents(SortedSet<Key> keys, String uid, View view) {
        for (var dependent : dependents(uid, view)) {
            keys.add(key(dependent));
        }
    }

    private List<Resource> dependents(String uid, View view) {
        var found = new ArrayList<Resource>();
        for (var kind : kinds) {
            found.addAll(view.table(kind).ownedBy(uid));
        }
        return found;
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        int slash = key.name().indexOf('/');
        Kind<?> kind = byResource.get(key.name().substring(0, slash));
        Resource object =
                kind == null
                        ? null
                        : view.get(kind, new Key(key.namespace(), key.name().substring(slash + 1)));
        if (object == null) {
            return Plan.nothing(memory);
        }
        if (object.deleting() && object.meta().finalizers().contains(ORPHAN)) {
            return orphan(object, view, memory);
        }
        if (waitsForDependents(object)) {
            boolean blocked =
                    dependents(object.meta().uid(), view).stream()
                            .anyMatch(dependent -> blocks(dependent, object));
            if (!blocked) {
                return release(object, FOREGROUND, view, memory);
            }
        }
        return object.deleting() ? Plan.nothing(memory) : collect(object, view, memory);
    }

    private static boolean waitsForDependents(Resource object) {
        return object.deleting() && object.meta().finalizers().contains(FOREGROUND);
    }

    private static boolean blocks(Resource dependent, Resource owner) {
        return dependent.meta().ownerReferences().stream()
                .anyMatch(reference ->
                        owner.is(reference) && Boolean.TRUE.equals(reference.blockOwnerDeletion()));
    }

    private Plan<Memory> orphan(Resource object, View view, Memory memory) {
        var dependents = dependents(object.meta().uid(), view);
        if (dependents.isEmpty()) {
            return release(object, ORPHAN, view, memory);
        }
        var actions = new ArrayList<Action>();
        for (var dependent : dependents) {
            actions.add(
                    new Action.Update(Claims.without(dependent, object.meta().uid()), List.of()));
        }
        return Plan.of(
                actions,
                List.of(
                        reason(
                                object,
                                "leaving its dependents behind",
                                List.of(dependents.size() + " still name it as owner"))),
                memory);
    }

    /// Takes a finalizer away, expecting that no dependent came meanwhile.
    private Plan<Memory> release(Resource object, String finalizer, View view, Memory memory) {
        var left =
                object.meta().finalizers().stream()
                        .filter(each -> !each.equals(finalizer))
                        .toList();
        var expects = new ArrayList<Expect>();
        kinds.forEach(kind -> expects.add(view.sameChildren(kind, object)));
        return Plan.of(
                List.of(
                        new Action.Update(
                                object.withMeta(object.meta().withFinalizers(left)), expects)),
                List.of(
                        reason(
                                object,
                                "letting it go",
                                List.of("no dependent holds up its deletion"))),
                memory);
    }

    private Plan<Memory> collect(Resource object, View view, Memory memory) {
        var solid = new ArrayList<OwnerReference>();
        var gone = new ArrayList<OwnerReference>();
        var waiting = new ArrayList<OwnerReference>();
        for (var reference : object.meta().ownerReferences()) {
            Resource owner = owner(reference, object.meta().namespace(), view);
            if (owner != null) {
                (waitsForDependents(owner) ? waiting : solid).add(reference);
            } else {
                (byReference.containsKey(reference(reference)) ? gone : solid).add(reference);
            }
        }
        if (gone.isEmpty() && waiting.isEmpty()) {
            return Plan.nothing(memory);
        }
        var details = new ArrayList<String>();
        gone.forEach(each -> details.add(name(each) + " is gone"));
        waiting.forEach(each -> details.add(name(each) + " waits for its dependents to go"));
        var expects = new ArrayList<Expect>();
        expects.add(Claims.version(object));
        for (var reference : gone) {
            expects.add(gone(reference, object.meta().namespace()));
        }
        if (!solid.isEmpty()) {
            solid.forEach(each -> details.add(name(each) + " is still there"));
            return Plan.of(
                    List.of(
                            new Action.Update(
                                    object.withMeta(object.meta().withOwners(solid)), expects)),
                    List.of(reason(object, "keeping it for its other owners", details)),
                    memory);
        }
        boolean first = !waiting.isEmpty() && !dependents(object.meta().uid(), view).isEmpty();
        return Plan.of(
                List.of(
                        new Action.Delete(
                                object.ref(),
                                object.meta().uid(),
                                null,
                                first
                                        ? Action.Propagation.FOREGROUND
                                        : Action.Propagation.BACKGROUND,
                                expects)),
                List.of(reason(object, "deleting it", details)),
                memory);
    }

    private static String reference(OwnerReference reference) {
        return reference.apiVersion() + "/" + reference.kind();
    }

    private static String name(OwnerReference reference) {
        return "its owner " + reference.kind() + " " + reference.name();
    }

    private Expect gone(OwnerReference reference, String namespace) {
        Kind<?> kind = byReference.get(reference(reference));
        if (kind == null) {
            throw new IllegalStateException("gone, but of a kind that is not watched");
        }
        return new Expect.Gone(
                kind.ref(kind.namespaced() ? namespace : "", reference.name()), reference.uid());
    }

    /// {@return the owner that a reference from this namespace means, or null}
    ///
    /// References across namespaces are not allowed, and still an object is not deleted while its
    /// owner lives in another one: then the uid is looked for everywhere.
    private @Nullable Resource owner(OwnerReference reference, String namespace, View view) {
        Kind<?> kind = byReference.get(reference(reference));
        if (kind == null) {
            return null;
        }
        Resource named = view.get(kind, kind.namespaced() ? namespace : "", reference.name());
        if (named != null && named.is(reference)) {
            return named;
        }
        for (Resource other : view.all(kind)) {
            if (other.is(reference)) {
                return other;
            }
        }
        return null;
    }

    private static Reason reason(Resource object, String decision, List<String> details) {
        return new Reason(object.ref(), object.meta().uid(), NAME, decision, details);
    }
}
