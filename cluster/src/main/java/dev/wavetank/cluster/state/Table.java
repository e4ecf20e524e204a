package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// The objects of one kind at one revision, sorted by namespace and name, found also by owner and,
/// for pods, by node. Immutable; a changed table shares all that did not change.
///
/// @param <R> the record of the kind
public final class Table<R extends Resource> {
    private static final String UNCONTROLLED = "";

    private final Kind<R> kind;
    private final long revision;
    private final TreePMap<Key, R> objects;
    private final HashPMap<String, Children> byOwner;
    private final HashPMap<String, TreePSet<Key>> byNode;
    private final Lineage lineage;

    private Table(
            Kind<R> kind,
            long revision,
            TreePMap<Key, R> objects,
            HashPMap<String, Children> byOwner,
            HashPMap<String, TreePSet<Key>> byNode,
            Lineage lineage) {
        this.kind = kind;
        this.revision = revision;
        this.objects = objects;
        this.byOwner = byOwner;
        this.byNode = byNode;
        this.lineage = lineage;
    }

    public static <R extends Resource> Table<R> empty(Kind<R> kind) {
        return new Table<>(
                kind,
                0,
                TreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                Lineage.start());
    }

    public Kind<R> kind() {
        return kind;
    }

    /// {@return the cluster's revision up to which this table is known to be complete}
    public long revision() {
        return revision;
    }

    public int size() {
        return objects.size();
    }

    public @Nullable R get(Key key) {
        return objects.get(key);
    }

    public @Nullable R get(String namespace, String name) {
        return objects.get(new Key(namespace, name));
    }

    /// {@return all objects, sorted by namespace and name}
    public Collection<R> all() {
        return objects.values();
    }

    /// {@return the objects after this key, sorted; of the whole cluster}
    public SortedMap<Key, R> after(Key key) {
        return objects.tailMap(key, false);
    }

    /// {@return the objects of one namespace, sorted by name}
    public Collection<R> in(String namespace) {
        return objects.subMap(new Key(namespace, ""), true, new Key(namespace + "\0", ""), false)
                .values();
    }

    /// {@return the objects that the owner with this uid has, controller or not, sorted}
    public List<R> ownedBy(String uid) {
        return found(children(uid).keys());
    }

    /// {@return the pods bound to a node, sorted; none for other kinds}
    public List<R> on(String node) {
        return found(byNode.getOrDefault(node, TreePSet.empty()));
    }

    /// {@return the objects of a namespace that no owner manages and a controller may adopt,
    /// sorted}
    public List<R> uncontrolled(String namespace) {
        return found(
                children(UNCONTROLLED)
                        .keys()
                        .subSet(new Key(namespace, ""), new Key(namespace + "\0", "")));
    }

    public Children children(String uid) {
        return byOwner.getOrDefault(uid, Children.NONE);
    }

    private List<R> found(SortedSet<Key> keys) {
        // A lookup costs one step per level of the tree. Where that comes to more than going along
        // the whole table would, the part between first and last is gone along instead.
        int levels = Integer.SIZE - Integer.numberOfLeadingZeros(objects.size());
        return (long) keys.size() * levels > objects.size() ? foundAlong(keys) : lookedUp(keys);
    }

    private List<R> lookedUp(SortedSet<Key> keys) {
        var found = new ArrayList<R>(keys.size());
        for (Key key : keys) {
            found.add(Objects.requireNonNull(objects.get(key)));
        }
        return found;
    }

    private List<R> foundAlong(SortedSet<Key> keys) {
        var found = new ArrayList<R>(keys.size());
        var along = objects.subMap(keys.first(), true, keys.last(), true).entrySet().iterator();
        for (Key key : keys) {
            var entry = along.next();
            while (!entry.getKey().equals(key)) {
                entry = along.next();
            }
            found.add(entry.getValue());
        }
        return found;
    }

    /// {@return this table with the object in its place}
    ///
    /// @param author who wrote it; see [Children]
    public Table<R> with(Resource resource, String author, long at) {
        R object = kind.type().cast(resource);
        Key key = object.key();
        R before = objects.get(key);
        return new Table<>(
                kind,
                at,
                objects.plus(key, object),
                owned(before, object, key, author, at),
                placed(before, object, key),
                lineage.plus(key));
    }

    /// {@return this table without the object of this key}
    public Table<R> without(Key key, String author, long at) {
        R before = objects.get(key);
        return before == null
                ? at(at)
                : new Table<>(
                        kind,
                        at,
                        objects.minus(key),
                        owned(before, null, key, author, at),
                        placed(before, null, key),
                        lineage.plus(key));
    }

    /// {@return whether nothing was changed between this and one of another revision}
    ///
    /// Tables of equal objects that were made apart from each other count as different.
    @SuppressWarnings(
            "ReferenceEquality") // What did not change is the same map; comparing is dear.
    public boolean sameObjects(Table<?> other) {
        return objects == other.objects;
    }

    /// {@return this table, known to be complete up to a later revision}
    public Table<R> at(long later) {
        return later == revision
                ? this
                : new Table<>(kind, later, objects, byOwner, byNode, lineage);
    }

    /// {@return this table after a change of its kind}
    public Table<R> apply(Change change, String author) {
        Resource after = change.after();
        return after == null
                ? without(change.object().key(), author, change.revision())
                : with(after, author, change.revision());
    }

    /// {@return this table without the memory of an owner that is gone and whose children are}
    Table<R> forgetOwner(String uid) {
        var children = byOwner.get(uid);
        return children == null || !children.keys().isEmpty()
                ? this
                : new Table<>(kind, revision, objects, byOwner.minus(uid), byNode, lineage);
    }

    private HashPMap<String, Children> owned(
            @Nullable R before, @Nullable R after, Key key, String author, long at) {
        var old = before == null ? List.<OwnerReference>of() : before.meta().ownerReferences();
        var now = after == null ? List.<OwnerReference>of() : after.meta().ownerReferences();
        if (old.equals(now) && sameUid(before, after)) {
            return byOwner;
        }
        var index = byOwner;
        for (var owner : old) {
            index =
                    index.plus(
                            owner.uid(),
                            index.getOrDefault(owner.uid(), Children.NONE)
                                    .without(key, author, at));
        }
        // An object without a controller is found under the uid that no object has.
        if (before != null && before.meta().controller() == null) {
            var children = index.getOrDefault(UNCONTROLLED, Children.NONE);
            index = index.plus(UNCONTROLLED, children.without(key, author, at));
        }
        if (after != null && after.meta().controller() == null) {
            var children = index.getOrDefault(UNCONTROLLED, Children.NONE);
            index = index.plus(UNCONTROLLED, children.with(key, author, at));
        }
        for (var owner : now) {
            index =
                    index.plus(
                            owner.uid(),
                            index.getOrDefault(owner.uid(), Children.NONE).with(key, author, at));
        }
        return index;
    }

    private boolean sameUid(@Nullable R before, @Nullable R after) {
        return before != null && after != null && before.meta().uid().equals(after.meta().uid());
    }

    private HashPMap<String, TreePSet<Key>> placed(@Nullable R before, @Nullable R after, Key key) {
        String from = node(before);
        String to = node(after);
        if (from.equals(to)) {
            return byNode;
        }
        var index = byNode;
        if (!from.isEmpty()) {
            var left = index.getOrDefault(from, TreePSet.empty()).minus(key);
            index = left.isEmpty() ? index.minus(from) : index.plus(from, left);
        }
        if (!to.isEmpty()) {
            index = index.plus(to, index.getOrDefault(to, TreePSet.<Key>empty()).plus(key));
        }
        return index;
    }

    private static String node(@Nullable Resource object) {
        return object instanceof Pod pod ? pod.spec().nodeName() : "";
    }

    /// {@return what leads from this table to a later one: what went, then what came or changed,
    /// each in the order of the keys}
    ///
    /// Costs as much as there was written between the two, or as both hold when that is unknown.
    public List<Change> changesTo(Table<?> later) {
        var keys = Lineage.between(lineage, later.lineage);
        if (keys == null) {
            keys = new TreeSet<>(objects.keySet());
            keys.addAll(later.objects.keySet());
        }
        var gone = new ArrayList<Change>();
        var others = new ArrayList<Change>();
        for (Key key : keys) {
            Resource before = objects.get(key);
            Resource after = later.objects.get(key);
            if (after == null) {
                if (before != null) {
                    gone.add(new Change(0, before, null));
                }
            } else if (before == null || !before.equals(after)) {
                others.add(new Change(0, before, after));
            }
        }
        gone.addAll(others);
        return gone;
    }
}
