package dev.wavetank.apiserver.quota;

import dev.wavetank.apiserver.kinds.Refusals;
import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

import java.util.List;

/// The quotas of all namespaces and what is used of them: immutable, derived from the state alone,
/// so it falls back with the state when a commit fails.
///
/// A namespace without quotas costs nothing: what its objects use is counted when it gets its
/// first.
public final class Quotas {
    public static final Kind<Generic> KIND =
            Kind.generic("", "v1", "ResourceQuota", "resourcequotas", true);

    private static final Quotas NONE = new Quotas(HashTreePMap.empty());

    /// By namespace and name.
    private final HashPMap<String, TreePMap<String, Quota>> quotas;

    private Quotas(HashPMap<String, TreePMap<String, Quota>> quotas) {
        this.quotas = quotas;
    }

    /// {@return the quotas of a state}
    public static Quotas of(ClusterState state) {
        var found = NONE;
        for (var object : state.table(KIND).all()) {
            found = found.with(object, state);
        }
        return found;
    }

    /// {@return the quotas after a change}
    ///
    /// @param state the state with that change
    public Quotas after(Change change, ClusterState state) {
        var counted = counting(change);
        if (!change.kind().equals(KIND)) {
            return counted;
        }
        return change.after() instanceof Generic quota
                ? counted.with(quota, state)
                : counted.without(change.object());
    }

    private Quotas counting(Change change) {
        String namespace = change.object().meta().namespace();
        var own = quotas.isEmpty() ? null : quotas.get(namespace);
        if (own == null) {
            return this;
        }
        var changed = own;
        for (var quota : own.values()) {
            var after = quota.after(change.before(), change.after());
            if (!after.equals(quota)) {
                changed = changed.plus(quota.name(), after);
            }
        }
        return new Quotas(quotas.plus(namespace, changed));
    }

    private Quotas with(Generic object, ClusterState state) {
        String namespace = object.meta().namespace();
        var own = quotas.getOrDefault(namespace, TreePMap.empty());
        var known = own.get(object.meta().name());
        var fresh = Quota.of(object);
        if (known != null
                && known.hard().equals(fresh.hard())
                && known.scopes().equals(fresh.scopes())) {
            return this;
        }
        for (var kind : state.kinds()) {
            if (kind.namespaced()) {
                for (Resource each : state.table(kind).in(namespace)) {
                    fresh = fresh.after(null, each);
                }
            }
        }
        return new Quotas(quotas.plus(namespace, own.plus(fresh.name(), fresh)));
    }

    private Quotas without(Resource object) {
        String namespace = object.meta().namespace();
        var left = quotas.getOrDefault(namespace, TreePMap.empty()).minus(object.meta().name());
        return new Quotas(left.isEmpty() ? quotas.minus(namespace) : quotas.plus(namespace, left));
    }

    /// {@return the quotas of a namespace, sorted by name}
    public List<Quota> in(String namespace) {
        return List.copyOf(quotas.getOrDefault(namespace, TreePMap.empty()).values());
    }

    /// {@return why this change may not be; null when no quota is against it}
    ///
    /// @param before the object as it is; null when it is new
    public Outcome.@Nullable Refused refuses(@Nullable Resource before, Resource after) {
        if (quotas.isEmpty() || after.meta().namespace().isEmpty()) {
            return null;
        }
        for (var quota : in(after.meta().namespace())) {
            String why = quota.refuses(before, after);
            if (why != null) {
                return Refusals.forbidden(after.ref(), why);
            }
        }
        return null;
    }
}
