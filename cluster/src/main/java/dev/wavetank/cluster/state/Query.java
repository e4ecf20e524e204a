package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/// Which objects of a kind a component wants to know of.
///
/// @param namespace only those of this namespace; "" for all
/// @param name only the one of this name; "" for all
/// @param node only the pods bound to this node; "" for all
/// @param labels only those that this selects
public record Query(
        Kind<?> kind, String namespace, String name, String node, LabelSelector labels) {
    private static final LabelSelector ALL =
            new LabelSelector(Collections.unmodifiableSortedMap(new TreeMap<>()), List.of());

    public static Query all(Kind<?> kind) {
        return new Query(kind, "", "", "", ALL);
    }

    public static Query podsOn(String node) {
        return new Query(Pod.KIND, "", "", node, ALL);
    }

    public static Query one(Kind<?> kind, String namespace, String name) {
        return new Query(kind, namespace, name, "", ALL);
    }

    public boolean wantsAll() {
        return namespace.isEmpty() && name.isEmpty() && node.isEmpty() && labels.isEmpty();
    }

    public boolean matches(Resource object) {
        return (namespace.isEmpty() || namespace.equals(object.meta().namespace()))
                && (name.isEmpty() || name.equals(object.meta().name()))
                && (node.isEmpty()
                        || (object instanceof Pod pod && node.equals(pod.spec().nodeName())))
                && labels.selects(object.meta().labels());
    }

    /// {@return this change as one who asks this query sees it; null when it is none of theirs}
    ///
    /// An object that comes to match appears, one that no longer matches goes.
    public @Nullable Change seen(Change change) {
        Resource before = change.before();
        Resource after = change.after();
        boolean was = before != null && matches(before);
        boolean is = after != null && matches(after);
        if (!was && !is) {
            return null;
        }
        return was && is
                ? change
                : new Change(change.revision(), was ? before : null, is ? after : null);
    }
}
