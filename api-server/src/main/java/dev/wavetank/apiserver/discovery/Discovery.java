package dev.wavetank.apiserver.discovery;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Group;
import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Discovery as it was before it was aggregated: a document for each step of the path.
public final class Discovery {
    private final Contract contract;

    public Discovery(Contract contract) {
        this.contract = contract;
    }

    /// {@return the document of `/api`}
    public Json.Obj api() {
        return Json.Obj.builder()
                .put("kind", "APIVersions")
                .put("serverAddressByClientCIDRs", Json.Arr.EMPTY)
                .put("versions", texts(List.of("v1")))
                .build();
    }

    /// {@return the document of `/apis`}
    public Json.Obj apis() {
        var groups = new ArrayList<Json>();
        for (var group : contract.groups()) {
            if (!group.name().isEmpty()) {
                groups.add(json(group));
            }
        }
        return Json.Obj.builder()
                .put("apiVersion", "v1")
                .put("groups", new Json.Arr(groups))
                .put("kind", "APIGroupList")
                .build();
    }

    /// {@return the document of `/apis/apps`, or null when there is no such group}
    public Json.@Nullable Obj group(String name) {
        Group group = name.isEmpty() ? null : contract.group(name);
        return group == null ? null : json(group).with("apiVersion", "v1").with("kind", "APIGroup");
    }

    /// {@return the document of `/api/v1` or `/apis/apps/v1`, or null when there is none such}
    public Json.@Nullable Obj version(String apiVersion) {
        var served = contract.resources(apiVersion);
        if (served.isEmpty()) {
            return null;
        }
        var resources = new ArrayList<Json>();
        for (Served each : served.values()) {
            resources.add(json(each));
            for (var sub : each.subresources().values()) {
                resources.add(json(each, sub));
            }
        }
        return Json.Obj.builder()
                .put("apiVersion", "v1")
                .put("groupVersion", apiVersion)
                .put("kind", "APIResourceList")
                .put("resources", new Json.Arr(resources))
                .build();
    }

    private static Json.Obj json(Group group) {
        var versions = new ArrayList<Json>();
        for (String version : group.versions()) {
            versions.add(json(group, version));
        }
        return Json.Obj.builder()
                .put("name", group.name())
                .put("preferredVersion", json(group, group.versions().getFirst()))
                .put("versions", new Json.Arr(versions))
                .build();
    }

    private static Json.Obj json(Group group, String version) {
        return Json.Obj.of("groupVersion", new Json.Text(group.apiVersion(version)))
                .with("version", version);
    }

    private static Json.Obj json(Served served) {
        var json =
                Json.Obj.builder()
                        .put("kind", served.kindName())
                        .put("name", served.plural())
                        .put("namespaced", new Json.Bool(served.namespaced()))
                        .put("singularName", served.singular())
                        .put("verbs", texts(served.verbs()));
        if (!served.shortNames().isEmpty()) {
            json.put("shortNames", texts(served.shortNames()));
        }
        if (!served.categories().isEmpty()) {
            json.put("categories", texts(served.categories()));
        }
        return json.build();
    }

    private static Json.Obj json(Served served, Served.Subresource sub) {
        var json =
                Json.Obj.builder()
                        .put("kind", sub.kind())
                        .put("name", served.plural() + "/" + sub.name())
                        .put("namespaced", new Json.Bool(served.namespaced()))
                        .put("singularName", "")
                        .put("verbs", texts(sub.verbs()));
        if (!sub.group().equals(served.group()) || !sub.version().equals(served.version())) {
            json.put("group", sub.group()).put("version", sub.version());
        }
        return json.build();
    }

    static Json.Arr texts(Collection<String> texts) {
        return new Json.Arr(new TreeSet<>(texts).stream().<Json>map(Json.Text::new).toList());
    }
}
