package dev.wavetank.cli.api;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Spelling;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The types that a server offers, in the server's order of preference, found by the names users
/// give them.
public final class Discovery {
    private static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

    private final List<ResourceType> types;

    Discovery(List<ResourceType> types) {
        this.types = List.copyOf(types);
    }

    /// {@return what this server offers}
    public static Discovery of(ApiClient api) {
        var types = new ArrayList<ResourceType>();
        try {
            add(api.get("/api", AGGREGATED), types);
            add(api.get("/apis", AGGREGATED), types);
        } catch (Refused refused) {
            throw refused.failure("look into the server's log: wavetank status");
        }
        return new Discovery(types);
    }

    private static void add(Json.Obj list, List<ResourceType> types) {
        for (Json item : list.array("items")) {
            var group = (Json.Obj) item;
            for (Json each : group.array("versions")) {
                var version = (Json.Obj) each;
                for (Json resource : version.array("resources")) {
                    types.add(
                            type(
                                    group.object("metadata").text("name"),
                                    version.text("version"),
                                    (Json.Obj) resource));
                }
            }
        }
    }

    private static ResourceType type(String group, String version, Json.Obj json) {
        return new ResourceType(
                group,
                version,
                json.text("resource"),
                json.text("singularResource"),
                json.object("responseKind").text("kind"),
                json.text("scope").equals("Namespaced"),
                strings(json.array("shortNames")),
                strings(json.array("categories")));
    }

    private static List<String> strings(List<Json> items) {
        var strings = new ArrayList<String>();
        for (Json item : items) {
            strings.add(((Json.Text) item).value());
        }
        return strings;
    }

    /// {@return all types, in the server's order}
    public List<ResourceType> types() {
        return types;
    }

    /// {@return the type that a user means by `pods`, `pod`, `po`, `Pod`, `deployments.apps` or
    /// `deployments.v1.apps`; a failure when there is none}
    public ResourceType named(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        for (ResourceType type : types) {
            if (type.plural().equals(name)
                    || type.singular().equals(name)
                    || type.kind().toLowerCase(Locale.ROOT).equals(name)) {
                return type;
            }
        }
        for (ResourceType type : types) {
            if (type.shortNames().contains(name) || qualified(type, name)) {
                return type;
            }
        }
        throw Failure.of("the server has no resource type \"" + word + "\"", suggestion(name));
    }

    private static boolean qualified(ResourceType type, String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return false;
        }
        String first = name.substring(0, dot);
        String rest = name.substring(dot + 1);
        return (type.plural().equals(first)
                        || type.singular().equals(first)
                        || type.shortNames().contains(first)
                        || type.kind().toLowerCase(Locale.ROOT).equals(first))
                && (rest.equals(type.group()) || rest.equals(type.version() + "." + type.group()));
    }

    private String suggestion(String name) {
        String nearest = null;
        int least = 3;
        for (ResourceType type : types) {
            int distance =
                    Math.min(
                            Spelling.distance(name, type.plural()),
                            Spelling.distance(name, type.kind().toLowerCase(Locale.ROOT)));
            // Of a short word most letters have to be right.
            if (distance < least && 2 * distance < name.length()) {
                least = distance;
                nearest = type.plural();
            }
        }
        return nearest == null
                ? "common ones are pods, deployments, services, nodes, events, configmaps"
                : "did you mean \"" + nearest + "\"?";
    }

    /// {@return the types that a user means by `pods`, `po,svc` or `all`}
    public List<ResourceType> list(String words) {
        var found = new ArrayList<ResourceType>();
        for (String word : words.split(",", -1)) {
            var category = types.stream().filter(type -> type.categories().contains(word)).toList();
            if (category.isEmpty()) {
                found.add(named(word));
            } else {
                found.addAll(category);
            }
        }
        return found;
    }

    /// {@return the type of a manifest's `apiVersion` and `kind`, or null when there is none}
    public @Nullable ResourceType find(String apiVersion, String kind) {
        for (ResourceType type : types) {
            if (type.apiVersion().equals(apiVersion) && type.kind().equals(kind)) {
                return type;
            }
        }
        return null;
    }

    /// {@return in which versions there is such a kind}
    public List<String> versionsOf(String kind) {
        return types.stream()
                .filter(type -> type.kind().equals(kind))
                .map(ResourceType::apiVersion)
                .distinct()
                .toList();
    }
}
