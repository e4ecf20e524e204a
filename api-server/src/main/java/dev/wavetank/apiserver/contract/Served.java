package dev.wavetank.apiserver.contract;

import dev.wavetank.cluster.model.Kind;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/// A resource as one version of its group serves it.
///
/// @param kindName the kind in this version
/// @param verbs what may be asked of it: `create`, `get`, `list`, `watch`, ...
/// @param stored the kind under which the cluster holds its objects; several versions share one
public record Served(
        String group,
        String version,
        String plural,
        String singular,
        String kindName,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        SortedSet<String> verbs,
        SortedMap<String, Subresource> subresources,
        Kind<?> stored) {
    public Served {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
    }

    /// A part of an object, or something done to it, under a path of its own.
    public record Subresource(
            String name, String group, String version, String kind, SortedSet<String> verbs) {}

    /// {@return `v1`, or `apps/v1` for a group other than the core one}
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /// {@return `pods`, or `deployments.apps` for a group other than the core one}
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /// {@return whether its objects are kept, and not only answered}
    public boolean kept() {
        return verbs.contains("list") && !measured();
    }

    /// {@return whether its objects are made up of what nodes measure}
    public boolean measured() {
        return group.equals(MeasuredResources.GROUP);
    }

    /// {@return whether this version and name are the ones in which its objects are held}
    public boolean asStored() {
        return group.equals(stored.group()) && version.equals(stored.version());
    }
}
