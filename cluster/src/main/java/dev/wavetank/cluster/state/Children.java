package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Key;

import org.pcollections.TreePSet;

/// The objects of one kind that one owner has, and when that last changed: what
/// [Expect.SameChildren] is checked against.
///
/// @param keys the children
/// @param author who last created or deleted one
/// @param changedAt the revision at which the author last did
/// @param othersAt the last revision at which anybody but the author did
public record Children(TreePSet<Key> keys, String author, long changedAt, long othersAt) {
    static final Children NONE = new Children(TreePSet.empty(), "", 0, 0);

    Children with(Key key, String by, long revision) {
        return changed(keys.plus(key), by, revision);
    }

    Children without(Key key, String by, long revision) {
        return changed(keys.minus(key), by, revision);
    }

    private Children changed(TreePSet<Key> to, String by, long revision) {
        return new Children(to, by, revision, by.equals(author) ? othersAt : changedAt);
    }

    /// {@return whether nobody but this component created or deleted a child after the revision}
    public boolean sameFor(String component, long since) {
        return (component.equals(author) ? othersAt : changedAt) <= since;
    }
}
