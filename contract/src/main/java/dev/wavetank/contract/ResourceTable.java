package dev.wavetank.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The resources that are served, as discovery describes them and as requests are routed.
///
/// Stable versions only: since KEP-3136 (Kubernetes 1.24) new beta APIs are off by default, alpha
/// APIs always were, and of the older beta APIs that stayed on, 1.36 has none left.
final class ResourceTable {
    private final Facts facts;
    private final Definitions definitions;
    private final SortedMap<Key, Entry> resources = new TreeMap<>();

    /// Names one resource of one version.
    record Key(String group, String version, String plural) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::group)
                        .thenComparing(Key::version)
                        .thenComparing(Key::plural);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /// What calls tell of a resource or subresource.
    private static final class Entry {
        private final SortedSet<String> verbs = new TreeSet<>();
        private final SortedMap<String, Entry> subresources = new TreeMap<>();
        private boolean namespaced;
        private Optional<Gvk> kind = Optional.empty();
    }

    ResourceTable(Facts facts, Definitions definitions, List<Operation> served) {
        this.facts = facts;
        this.definitions = definitions;
        for (var operation : served) {
            var path = ServedPath.of(operation.path()).orElseThrow();
            if (!path.tail()) {
                add(path, operation);
            }
        }
        var unknown = facts.namedResources();
        resources.keySet().forEach(key -> unknown.remove(factName(key)));
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(
                    "facts about resources that are not served: " + unknown);
        }
    }

    /// Whether calls of that version are served.
    static boolean isServed(String version) {
        return version.matches("v\\d+");
    }

    /// The groups in discovery's order, each with its versions, the preferred one first.
    List<Map<String, Object>> groups() {
        var versions = new TreeMap<String, SortedSet<String>>();
        resources
                .keySet()
                .forEach(key ->
                        versions.computeIfAbsent(
                                        key.group(), _ -> new TreeSet<>(Comparator.reverseOrder()))
                                .add(key.version()));
        if (!versions.keySet().equals(new TreeSet<>(facts.groups()))) {
            throw new IllegalStateException(
                    "served groups " + versions.keySet() + ", ordered groups " + facts.groups());
        }
        var groups = new ArrayList<Map<String, Object>>();
        for (var group : facts.groups()) {
            var json = Json.object();
            json.put("group", group);
            json.put("versions", versions.get(group));
            groups.add(json);
        }
        return groups;
    }

    /// The table as JSON, sorted by group, version and plural.
    List<Map<String, Object>> json() {
        var table = new ArrayList<Map<String, Object>>();
        resources.forEach((key, entry) -> {
            var kind = entry.kind.orElseThrow(() -> new IllegalStateException(key + ": no kind"));
            var json = Json.object();
            json.put("group", key.group());
            json.put("version", key.version());
            json.put("plural", key.plural());
            json.put("singular", kind.kind().toLowerCase(Locale.ROOT));
            json.put("kind", kind.kind());
            json.put("namespaced", entry.namespaced);
            json.put("shortNames", facts.shortNames(factName(key)));
            json.put("categories", facts.categories(factName(key)));
            json.put("verbs", entry.verbs);
            var subresources = new ArrayList<Map<String, Object>>();
            entry.subresources.forEach(
                    (name, sub) -> subresources.add(subresource(key, name, sub)));
            json.put("subresources", subresources);
            table.add(json);
        });
        return table;
    }

    /// What a call acts on: the object it sends or gets, or a stream's options.
    Gvk target(ServedPath path, Operation operation) {
        var result = operation.result();
        if (path.group().isEmpty() && path.item()) {
            var stream = facts.connectKind(path.plural() + "/" + path.subresource());
            if (stream.isPresent()) {
                return new Gvk("", path.version(), stream.get());
            }
        }
        if (!path.subresource().isEmpty() || operation.method().equals("POST")) {
            return gvk(operation.body().filter(ResourceTable::isModel).orElse(result), path);
        }
        var entry = resources.get(new Key(path.group(), path.version(), path.plural()));
        return entry != null && entry.kind.isPresent() ? entry.kind.get() : gvk(result, path);
    }

    private Map<String, Object> subresource(Key key, String name, Entry entry) {
        var json =
                entry.kind
                        .orElseThrow(
                                () -> new IllegalStateException(key + "/" + name + ": no kind"))
                        .json();
        json.put("name", name);
        json.put("verbs", entry.verbs);
        return json;
    }

    private void add(ServedPath path, Operation operation) {
        var key = new Key(path.group(), path.version(), path.plural());
        var entry = resources.computeIfAbsent(key, _ -> new Entry());
        entry.namespaced |= path.namespaced();
        if (!path.subresource().isEmpty()) {
            entry = entry.subresources.computeIfAbsent(path.subresource(), _ -> new Entry());
        }
        var connects = !path.subresource().isEmpty() && operation.id().startsWith("connect");
        switch (operation.method()) {
            case "GET" -> {
                entry.verbs.add(path.item() ? "get" : "list");
                if (operation.accepts("watch") && !facts.isUnwatched(factName(key))) {
                    entry.verbs.add("watch");
                }
            }
            case "POST" -> entry.verbs.add("create");
            case "PUT" -> entry.verbs.add("update");
            case "PATCH" -> entry.verbs.add("patch");
            case "DELETE" -> entry.verbs.add(path.item() ? "delete" : "deletecollection");
            default -> {}
        }
        var describes =
                connects
                        || operation.method().equals("POST")
                        || operation.method().equals("PUT")
                        || (operation.method().equals("GET") && path.item());
        if (describes && entry.kind.isEmpty()) {
            entry.kind = Optional.of(target(path, operation));
        }
    }

    private static boolean isModel(Shape shape) {
        return shape instanceof Shape.Ref;
    }

    private Gvk gvk(Shape shape, ServedPath path) {
        if (!(shape instanceof Shape.Ref(var model))) {
            throw new IllegalStateException(path + " answers " + shape + ": of which kind?");
        }
        return gvk(model);
    }

    /// The group, version and kind of a model that is a kind.
    Gvk gvk(String model) {
        var name = definitions.of(model);
        for (var group : facts.groups()) {
            var prefix = facts.definitionPackage(group) + ".";
            if (name.startsWith(prefix)) {
                var version = name.substring(prefix.length(), name.lastIndexOf('.'));
                return new Gvk(group, version, Definitions.kind(model));
            }
        }
        throw new IllegalStateException(name + " is in no served group");
    }

    private static String factName(Key key) {
        return key.group().isEmpty() ? key.plural() : key.group() + "/" + key.plural();
    }
}
