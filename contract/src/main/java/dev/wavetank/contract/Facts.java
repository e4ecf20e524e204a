package dev.wavetank.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What Kubernetes 1.36 is known to do and its model jar does not tell. Written by hand in the JSON
/// files of the `facts` folder; a type name there without the prefix `io.k8s.` means one below
/// `io.k8s.api.`.
final class Facts {
    private static final String API = "io.k8s.api.";

    private final Map<String, Object> resources = load("resources");
    private final Map<String, Object> types = load("types");

    /// Default values: by type, then by field; a field may be a dotted path below the type.
    final SortedMap<String, Map<String, Object>> defaults = new TreeMap<>();

    /// Scalars that are MicroTime, not Time: `type.field`.
    final SortedSet<String> microTimes = fullSet("microTimes");

    /// Free-form fields that hold an object, not just any JSON: `type.field`.
    final SortedSet<String> freeObjects = fullSet("freeObjects");

    /// Types that server-side apply replaces as a whole.
    final SortedSet<String> atomicTypes = fullSet("atomicTypes");

    /// Scalars whose zero is told from their absence, being pointers in Go: `type.field`.
    final SortedSet<String> pointers = new TreeSet<>();

    /// The numbers of a message's fields, by type, where no published descriptor tells them.
    final SortedMap<String, SortedMap<String, Integer>> numbers = new TreeMap<>();

    /// `atomic` or `granular` for an object in that field, where that differs from its type:
    /// `type.field`.
    final SortedMap<String, String> mapTypes = new TreeMap<>();

    /// How lists and objects merge, by `type.field`; lists that are not here are atomic.
    final SortedMap<String, Merge> merges = new TreeMap<>();

    /// How a field merges.
    ///
    /// @param key the field that tells elements apart in a strategic merge patch
    /// @param strategy of a strategic merge patch
    /// @param listType `map`, `set` or `atomic`, as server-side apply merges
    /// @param listKeys what tells elements apart in server-side apply
    record Merge(
            Optional<String> key,
            Optional<String> strategy,
            Optional<String> listType,
            List<String> listKeys) {
        static final Merge ATOMIC =
                new Merge(Optional.empty(), Optional.empty(), Optional.of("atomic"), List.of());
    }

    Facts() {
        load("defaults")
                .forEach((type, values) -> defaults.put(fullName(type), Json.asObject(values)));
        load("pointers")
                .forEach((type, fields) ->
                        Json.asStrings(fields)
                                .forEach(f -> pointers.add(fullName(type) + "." + f)));
        load("messages")
                .forEach((type, fields) -> {
                    var numbered = numbers.computeIfAbsent(fullName(type), _ -> new TreeMap<>());
                    Json.asObject(fields)
                            .forEach((f, number) -> numbered.put(f, ((Long) number).intValue()));
                });
        table("mapTypes").forEach((f, type) -> mapTypes.put(fullName(f), (String) type));
        var keys = new TreeMap<String, String>();
        table("mergedBy")
                .forEach((key, fields) ->
                        Json.asStrings(fields).forEach(f -> keys.put(fullName(f), key)));
        var listKeys = new TreeMap<String, List<String>>();
        table("listKeys").forEach((f, names) -> listKeys.put(fullName(f), Json.asStrings(names)));
        var strategies = new TreeMap<String, String>();
        table("strategies")
                .forEach((f, strategy) -> strategies.put(fullName(f), (String) strategy));
        var sets = fullSet("sets");
        var atomics = fullSet("atomicDespiteKey");
        var fields = new TreeSet<>(keys.keySet());
        fields.addAll(listKeys.keySet());
        fields.addAll(strategies.keySet());
        fields.addAll(sets);
        for (var field : fields) {
            var key = Optional.ofNullable(keys.get(field));
            var by = listKeys.getOrDefault(field, key.map(List::of).orElse(List.of()));
            var strategy =
                    Optional.ofNullable(strategies.get(field)).or(() -> key.map(_ -> "merge"));
            var listType =
                    sets.contains(field)
                            ? Optional.of("set")
                            : atomics.contains(field)
                                    ? Optional.of("atomic")
                                    : by.isEmpty() ? Optional.<String>empty() : Optional.of("map");
            var mapKeys = listType.equals(Optional.of("map")) ? by : List.<String>of();
            merges.put(field, new Merge(key, strategy, listType, mapKeys));
        }
    }

    /// The groups that are served, in the order in which discovery lists them.
    List<String> groups() {
        return Json.asStrings(resources.get("groups"));
    }

    /// Short names of a resource, given as `group/plural` or as the plural for the core group.
    List<String> shortNames(String resource) {
        var names = Json.asObject(resources.get("shortNames")).get(resource);
        return names == null ? List.of() : Json.asStrings(names);
    }

    /// Categories of a resource, given as for [#shortNames].
    List<String> categories(String resource) {
        return Json.asObject(resources.get("categories")).entrySet().stream()
                .filter(category -> Json.asStrings(category.getValue()).contains(resource))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Whether a resource is made up on each request, so that there is nothing to watch.
    boolean isUnwatched(String resource) {
        return Json.asStrings(resources.get("unwatched")).contains(resource);
    }

    /// Every resource that the facts name, in the form of [#shortNames].
    SortedSet<String> namedResources() {
        var named = new TreeSet<>(Json.asObject(resources.get("shortNames")).keySet());
        named.addAll(Json.asStrings(resources.get("unwatched")));
        Json.asObject(resources.get("categories"))
                .values()
                .forEach(list -> named.addAll(Json.asStrings(list)));
        return named;
    }

    /// The kind of a stream's options, for `plural/subresource` of the core group.
    Optional<String> connectKind(String subresource) {
        return Optional.ofNullable(
                (String) Json.asObject(resources.get("connectKinds")).get(subresource));
    }

    /// The definition name of a model that is not named after a group.
    Optional<String> definition(String model) {
        return Optional.ofNullable((String) table("names").get(model));
    }

    /// The group in whose package a model stands that several groups use.
    Optional<String> homeGroup(String model) {
        return Optional.ofNullable((String) table("homeGroups").get(model));
    }

    /// The package that holds a group's definitions, without the version.
    String definitionPackage(String group) {
        var special = (String) table("packages").get(group);
        if (special != null) {
            return special;
        }
        return API + (group.isEmpty() ? "core" : group.split("\\.", -1)[0]);
    }

    private Map<String, Object> table(String name) {
        return Json.asObject(types.get(name));
    }

    private SortedSet<String> fullSet(String table) {
        var full = new TreeSet<String>();
        Json.asStrings(types.get(table)).forEach(name -> full.add(fullName(name)));
        return full;
    }

    private static String fullName(String name) {
        return name.startsWith("io.k8s.") ? name : API + name;
    }

    private static Map<String, Object> load(String name) {
        var path = "facts/" + name + ".json";
        try (var in = Facts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("no " + path + " on the class path");
            }
            return Json.asObject(Json.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
