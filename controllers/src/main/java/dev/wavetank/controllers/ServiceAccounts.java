package dev.wavetank.controllers;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.ServiceAccount;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Sees to it that every namespace in use has the ServiceAccount `default`, under which pods run
/// that name none.
public final class ServiceAccounts implements Controller<ServiceAccounts.Memory> {
    public static final String NAME = "serviceaccount-controller";

    private static final String DEFAULT = "default";

    /// Nothing needs to be remembered.
    public record Memory() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        return List.of(Query.all(Namespace.KIND), Query.one(ServiceAccount.KIND, "", DEFAULT));
    }

    @Override
    public Memory start() {
        return new Memory();
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        var keys = new TreeSet<Key>();
        if (change.object() instanceof Namespace namespace) {
            keys.add(namespace.key());
        } else if (change.deleted()) {
            keys.add(new Key("", change.object().meta().namespace()));
        }
        return keys;
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        Namespace namespace = view.get(Namespace.KIND, key);
        if (namespace == null
                || namespace.deleting()
                || view.get(ServiceAccount.KIND, key.name(), DEFAULT) != null) {
            return Plan.nothing(memory);
        }
        return Plan.of(
                List.of(
                        new Action.Create(
                                new ServiceAccount(Meta.of(key.name(), DEFAULT), Json.Obj.EMPTY),
                                List.of())),
                List.of(
                        new Reason(
                                namespace.ref(),
                                namespace.meta().uid(),
                                NAME,
                                "creating the service account default",
                                List.of("the namespace has none"))),
                memory);
    }
}
