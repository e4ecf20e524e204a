package dev.wavetank.apiserver.contract;

import dev.wavetank.apiserver.contract.Served.Subresource;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Kinds;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The whole API: its groups, resources and types, and the documents that describe it.
///
/// What the published models offer but this server does not do is left out, so that discovery never
/// promises it.
public final class Contract {
    /// Subresources that are answered; the others would be promises.
    private static final SortedSet<String> SUBRESOURCES =
            Collections.unmodifiableSortedSet(
                    new TreeSet<>(
                            List.of(
                                    "approval",
                                    "attach",
                                    "binding",
                                    "ephemeralcontainers",
                                    "eviction",
                                    "exec",
                                    "finalize",
                                    "log",
                                    "portforward",
                                    "resize",
                                    "scale",
                                    "status",
                                    "token")));

    /// Resources that are made up on each request and are answered.
    private static final SortedSet<String> REVIEWS =
            Collections.unmodifiableSortedSet(
                    new TreeSet<>(
                            List.of(
                                    "bindings",
                                    "localsubjectaccessreviews",
                                    "selfsubjectaccessreviews",
                                    "selfsubjectreviews",
                                    "selfsubjectrulesreviews",
                                    "subjectaccessreviews",
                                    "tokenreviews")));

    private final List<Group> groups = new ArrayList<>();
    private final SortedMap<String, SortedMap<String, Served>> resources = new TreeMap<>();
    private final List<Kind<?>> kinds;
    private final Schema schema;

    private Contract() {
        for (Json each : ((Json.Arr) json("groups.json")).items()) {
            var group = (Json.Obj) each;
            groups.add(new Group(group.text("group"), Schema.strings(group.array("versions"))));
        }
        for (Json each : ((Json.Arr) json("resources.json")).items()) {
            var served = served((Json.Obj) each);
            if (served.kept() || REVIEWS.contains(served.plural())) {
                resources
                        .computeIfAbsent(served.apiVersion(), _ -> new TreeMap<>())
                        .put(served.plural(), served);
            }
        }
        groups.add(MeasuredResources.group());
        for (var measured : MeasuredResources.all()) {
            resources
                    .computeIfAbsent(measured.apiVersion(), _ -> new TreeMap<>())
                    .put(measured.plural(), measured);
        }
        var sorted = new TreeSet<Kind<?>>();
        for (var version : resources.values()) {
            version.values().stream().filter(Served::kept).map(Served::stored).forEach(sorted::add);
        }
        kinds = List.copyOf(sorted);
        schema = Schema.read((Json.Obj) json("schema.json"));
    }

    /// Read once by each process: many clusters may live in one.
    private static final class OfThisBuild {
        static final Contract CONTRACT = new Contract();
    }

    /// {@return the contract on the class path; it never changes}
    public static Contract load() {
        return OfThisBuild.CONTRACT;
    }

    /// {@return the groups in discovery's order}
    public List<Group> groups() {
        return Collections.unmodifiableList(groups);
    }

    public @Nullable Group group(String name) {
        for (var group : groups) {
            if (group.name().equals(name)) {
                return group;
            }
        }
        return null;
    }

    /// {@return the resources of one version of a group, sorted by plural; none when there is no
    /// such version}
    ///
    /// @param apiVersion such as `v1` or `apps/v1`
    public SortedMap<String, Served> resources(String apiVersion) {
        return Collections.unmodifiableSortedMap(
                resources.getOrDefault(apiVersion, Collections.emptySortedMap()));
    }

    /// {@return the resource of this plural, or null}
    public @Nullable Served find(String apiVersion, String plural) {
        return resources(apiVersion).get(plural);
    }

    /// {@return every kind whose objects the cluster holds, sorted}
    public List<Kind<?>> kinds() {
        return kinds;
    }

    public Schema schema() {
        return schema;
    }

    /// {@return the type of the objects of a resource in its version}
    public Type type(Served served) {
        return Objects.requireNonNull(
                schema.kind(served.group(), served.version(), served.kindName()),
                served.resource());
    }

    /// {@return the table of protobuf's field numbers, read anew: few processes ever need it}
    public Json.Obj protobuf() {
        return (Json.Obj) json("protobuf.json");
    }

    /// {@return the index of the OpenAPI documents}
    public byte[] openApiIndex() {
        return Objects.requireNonNull(bytes("openapi-v3/index.json"), "the index of OpenAPI");
    }

    /// {@return the OpenAPI v2 document}
    ///
    /// @param protobuf whether as a message of gnostic, else as JSON
    public byte[] openApiV2(boolean protobuf) {
        return Objects.requireNonNull(
                bytes(protobuf ? "openapi-v2.pb" : "openapi-v2.json"),
                "the document of OpenAPI v2");
    }

    /// {@return the OpenAPI document of a version, or null when there is none}
    ///
    /// @param path such as `api/v1` or `apis/apps/v1`
    public byte @Nullable [] openApi(String path) {
        // Only names that the index could hold, so that no path leads out of the folder.
        return path.matches("[a-z0-9./]+") && !path.contains("..")
                ? bytes("openapi-v3/" + path + ".json")
                : null;
    }

    private Served served(Json.Obj json) {
        String group = json.text("group");
        String version = json.text("version");
        String plural = json.text("plural");
        boolean namespaced = json.get("namespaced") instanceof Json.Bool bool && bool.value();
        var subresources = new TreeMap<String, Subresource>();
        for (Json each : json.array("subresources")) {
            var sub = (Json.Obj) each;
            if (SUBRESOURCES.contains(sub.text("name"))) {
                subresources.put(
                        sub.text("name"),
                        new Subresource(
                                sub.text("name"),
                                sub.text("group"),
                                sub.text("version"),
                                sub.text("kind"),
                                sorted(sub.array("verbs"))));
            }
        }
        return new Served(
                group,
                version,
                plural,
                json.text("singular"),
                json.text("kind"),
                namespaced,
                Schema.strings(json.array("shortNames")),
                Schema.strings(json.array("categories")),
                sorted(json.array("verbs")),
                Collections.unmodifiableSortedMap(subresources),
                stored(group, version, json.text("kind"), plural, namespaced));
    }

    /// Events are one set of objects under two groups; other groups keep their preferred version.
    private Kind<?> stored(
            String group, String version, String name, String plural, boolean namespaced) {
        if (group.equals("events.k8s.io")) {
            return Kinds.of("", "v1", name, plural, namespaced);
        }
        Group found = group(group);
        return Kinds.of(
                group,
                found == null ? version : found.versions().getFirst(),
                name,
                plural,
                namespaced);
    }

    private static SortedSet<String> sorted(List<Json> strings) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(Schema.strings(strings)));
    }

    private static Json json(String name) {
        byte[] bytes = bytes(name);
        if (bytes == null) {
            throw new IllegalStateException(
                    "the API's contract is not on the class path: build the module contract");
        }
        return JsonText.read(bytes);
    }

    private static byte @Nullable [] bytes(String name) {
        try (var in =
                Contract.class
                        .getClassLoader()
                        .getResourceAsStream("dev/wavetank/contract/" + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
