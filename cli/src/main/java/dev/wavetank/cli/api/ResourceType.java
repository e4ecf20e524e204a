package dev.wavetank.cli.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A type of objects that the server offers in one version.
///
/// @param group "" for the core group
/// @param singular may be empty; then it is the kind in lower case
/// @param categories names of groups of types that it belongs to, such as `all`
public record ResourceType(
        String group,
        String version,
        String plural,
        String singular,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories) {
    public ResourceType {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
    }

    /// {@return `v1`, `apps/v1`}
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /// {@return the path of all objects of this type}
    ///
    /// @param namespace "" for all namespaces, and for types without namespaces
    public String path(String namespace) {
        String root = group.isEmpty() ? "/api/" + version : "/apis/" + apiVersion();
        return namespaced && !namespace.isEmpty()
                ? root + "/namespaces/" + segment(namespace) + "/" + plural
                : root + "/" + plural;
    }

    /// {@return the path of one object}
    public String path(String namespace, String name) {
        return path(namespace) + "/" + segment(name);
    }

    /// {@return `pods`, `deployments.apps`, as messages name it}
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /// {@return `pod/web`, `deployment.apps/web`, as kubectl prints an object's name}
    public String named(String name) {
        String one = kind.toLowerCase(java.util.Locale.ROOT);
        return (group.isEmpty() ? one : one + "." + group) + "/" + name;
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
