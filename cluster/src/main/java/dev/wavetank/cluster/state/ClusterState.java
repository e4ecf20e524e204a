package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

import java.util.Collection;

/// All objects of a cluster at one revision.
///
/// @param revision counts the writes since the cluster began; every object carries the revision of
///   its own last write
/// @param tables the objects by kind; a kind without objects may have none
public record ClusterState(long revision, TreePMap<Kind<?>, Table<?>> tables) {
    public static final ClusterState EMPTY = new ClusterState(0, TreePMap.empty());

    /// {@return the objects of a kind, complete up to this revision}
    @SuppressWarnings("unchecked")
    public <R extends Resource> Table<R> table(Kind<R> kind) {
        var table = (Table<R>) tables.get(kind);
        return (table == null ? Table.empty(kind) : table).at(revision);
    }

    public @Nullable Resource get(Ref ref) {
        var table = tables.get(ref.kind());
        return table == null ? null : table.get(ref.key());
    }

    public Collection<Kind<?>> kinds() {
        return tables.keySet();
    }

    /// {@return the state after a change}
    ///
    /// @param author the component that asked for it; see [Children]
    public ClusterState apply(Change change, String author) {
        if (change.revision() <= revision) {
            throw new IllegalArgumentException(
                    "revision " + change.revision() + " does not follow " + revision);
        }
        var kind = change.kind();
        var table = tables.get(kind);
        var changed =
                tables.plus(
                        kind, (table == null ? Table.empty(kind) : table).apply(change, author));
        var next = new ClusterState(change.revision(), changed);
        if (change.deleted()) {
            next = next.forgetOwner(change.object().meta().uid());
            for (var owner : change.object().meta().ownerReferences()) {
                if (!next.has(owner, change.object().meta().namespace())) {
                    next = next.forgetOwner(owner.uid());
                }
            }
        }
        return next;
    }

    /// {@return whether the object that the reference means is there}
    ///
    /// @param namespace that of the object that carries the reference
    public boolean has(OwnerReference owner, String namespace) {
        for (var kind : tables.keySet()) {
            if (kind.name().equals(owner.kind())) {
                Resource found = get(kind.ref(kind.namespaced() ? namespace : "", owner.name()));
                if (found != null && found.is(owner)) {
                    return true;
                }
            }
        }
        return false;
    }

    private ClusterState forgetOwner(String uid) {
        var kept = tables;
        for (var entry : tables.entrySet()) {
            var table = entry.getValue().forgetOwner(uid);
            if (table != entry.getValue()) {
                kept = kept.plus(entry.getKey(), table);
            }
        }
        return new ClusterState(revision, kept);
    }
}
