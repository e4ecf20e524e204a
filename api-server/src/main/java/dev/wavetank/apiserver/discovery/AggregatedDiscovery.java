package dev.wavetank.apiserver.discovery;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Group;
import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;

/// Discovery in two documents: that of `/api` has the core group, that of `/apis` all others.
public final class AggregatedDiscovery {
    private final Contract contract;

    public AggregatedDiscovery(Contract contract) {
        this.contract = contract;
    }

    /// {@return the document}
    ///
    /// @param core whether of `/api`
    /// @param version of the document: `v2` or `v2beta1`, which differ in name only
    public Json.Obj document(boolean core, String version) {
        var items = new ArrayList<Json>();
        for (Group group : contract.groups()) {
            if (group.name().isEmpty() == core) {
                items.add(json(group));
            }
        }
        return Json.Obj.builder()
                .put("apiVersion", "apidiscovery.k8s.io/" + version)
                .put("items", new Json.Arr(items))
                .put("kind", "APIGroupDiscoveryList")
                .put("metadata", Json.Obj.EMPTY)
                .build();
    }

    private Json.Obj json(Group group) {
        var versions = new ArrayList<Json>();
        for (String version : group.versions()) {
            var resources = new ArrayList<Json>();
            for (Served served : contract.resources(group.apiVersion(version)).values()) {
                resources.add(json(served));
            }
            versions.add(
                    Json.Obj.builder()
                            .put("freshness", "Current")
                            .put("resources", new Json.Arr(resources))
                            .put("version", version)
                            .build());
        }
        var meta =
                group.name().isEmpty()
                        ? Json.Obj.EMPTY
                        : Json.Obj.of("name", new Json.Text(group.name()));
        return Json.Obj.of("metadata", meta).with("versions", new Json.Arr(versions));
    }

    private static Json.Obj json(Served served) {
        var json =
                Json.Obj.builder()
                        .put("resource", served.plural())
                        .put(
                                "responseKind",
                                kind(served.group(), served.version(), served.kindName()))
                        .put("scope", served.namespaced() ? "Namespaced" : "Cluster")
                        .put("singularResource", served.singular())
                        .put("verbs", Discovery.texts(served.verbs()));
        if (!served.shortNames().isEmpty()) {
            json.put("shortNames", Discovery.texts(served.shortNames()));
        }
        if (!served.categories().isEmpty()) {
            json.put("categories", Discovery.texts(served.categories()));
        }
        List<Json> subresources =
                served.subresources().values().stream()
                        .<Json>map(sub ->
                                Json.Obj.builder()
                                        .put(
                                                "responseKind",
                                                kind(sub.group(), sub.version(), sub.kind()))
                                        .put("subresource", sub.name())
                                        .put("verbs", Discovery.texts(sub.verbs()))
                                        .build())
                        .toList();
        if (!subresources.isEmpty()) {
            json.put("subresources", new Json.Arr(subresources));
        }
        return json.build();
    }

    private static Json.Obj kind(String group, String version, String kind) {
        return Json.Obj.builder()
                .put("group", group)
                .put("kind", kind)
                .put("version", version)
                .build();
    }
}
