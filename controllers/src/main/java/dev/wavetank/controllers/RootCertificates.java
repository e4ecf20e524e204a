package dev.wavetank.controllers;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Puts the certificate by which the API server is known into each namespace, as the ConfigMap
/// `kube-root-ca.crt`, and puts it back when someone changes it.
public final class RootCertificates implements Controller<RootCertificates.Memory> {
    public static final String NAME = "root-ca-certificate-publisher-controller";

    private static final Kind<Generic> CONFIG_MAP =
            Kind.generic("", "v1", "ConfigMap", "configmaps", true);
    private static final String CONFIG_MAP_NAME = "kube-root-ca.crt";

    private final Json.Obj data;

    /// Nothing needs to be remembered.
    public record Memory() {}

    /// Makes a controller for one authority.
    ///
    /// @param certificate the authority's certificate, in PEM
    public RootCertificates(String certificate) {
        data = Json.Obj.of("ca.crt", new Json.Text(certificate));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        return List.of(Query.all(Namespace.KIND), Query.one(CONFIG_MAP, "", CONFIG_MAP_NAME));
    }

    @Override
    public Memory start() {
        return new Memory();
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        var object = change.object();
        return new TreeSet<>(
                List.of(
                        object instanceof Namespace
                                ? object.key()
                                : new Key("", object.meta().namespace())));
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        Namespace namespace = view.get(Namespace.KIND, key);
        if (namespace == null || namespace.deleting()) {
            return Plan.nothing(memory);
        }
        Generic found = view.get(CONFIG_MAP, key.name(), CONFIG_MAP_NAME);
        if (found != null && found.body().object("data").equals(data)) {
            return Plan.nothing(memory);
        }
        Action action =
                found == null
                        ? new Action.Create(
                                new Generic(
                                        CONFIG_MAP,
                                        Meta.of(key.name(), CONFIG_MAP_NAME),
                                        Json.Obj.of("data", data)),
                                List.of())
                        : new Action.Update(
                                new Generic(
                                        CONFIG_MAP, found.meta(), found.body().with("data", data)),
                                List.of());
        return Plan.of(List.of(action), List.of(), memory);
    }
}
