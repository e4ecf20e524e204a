package dev.wavetank.contract;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Gives every model that the served API reaches its upstream definition name, such as
/// `io.k8s.api.core.v1.Pod` for `V1Pod`. The jar's names lack the group, so it is found by which
/// groups' calls reach a model; core wins, and what several other groups reach must be a fact.
final class Definitions {
    private static final Pattern NAME =
            Pattern.compile("([A-Z][a-z]+)??(V\\d+(?:alpha\\d+|beta\\d+)?)([A-Z].*)");

    private final ModelJar jar;
    private final Facts facts;
    private final SortedMap<String, String> names = new TreeMap<>();

    Definitions(ModelJar jar, Facts facts, Iterable<Operation> served) {
        this.jar = jar;
        this.facts = facts;
        var groups = new TreeMap<String, SortedSet<String>>();
        for (var operation : served) {
            var group = ServedPath.of(operation.path()).orElseThrow().group();
            var roots = new TreeSet<String>();
            collect(operation.result(), roots);
            operation.body().ifPresent(body -> collect(body, roots));
            for (var model : reachable(roots)) {
                groups.computeIfAbsent(model, _ -> new TreeSet<>()).add(group);
            }
        }
        groups.forEach((model, by) -> names.put(model, name(model, by)));
        if (new TreeSet<>(names.values()).size() != names.size()) {
            throw new IllegalStateException("two models share a definition name: " + names);
        }
    }

    /// Definition names by model, sorted by model.
    SortedMap<String, String> names() {
        return names;
    }

    /// The definition name of a reachable model.
    String of(String model) {
        var name = names.get(model);
        if (name == null) {
            throw new IllegalStateException(model + " is not reachable from any served call");
        }
        return name;
    }

    /// The kind of a model: its name without group and version.
    static String kind(String model) {
        var matcher = NAME.matcher(model);
        if (!matcher.matches()) {
            throw new IllegalStateException("no version in the class name " + model);
        }
        return matcher.group(3);
    }

    /// All models that the given ones refer to, themselves included.
    SortedSet<String> reachable(SortedSet<String> roots) {
        var seen = new TreeSet<>(roots);
        var open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            var found = new TreeSet<String>();
            for (var field : jar.model(open.remove()).fields()) {
                collect(field.shape(), found);
            }
            found.stream().filter(seen::add).forEach(open::add);
        }
        return seen;
    }

    /// Adds the models that a shape refers to directly.
    static void collect(Shape shape, SortedSet<String> into) {
        switch (shape) {
            case Shape.Scalar _ -> {}
            case Shape.Ref(var model) -> into.add(model);
            case Shape.ListOf(var element) -> collect(element, into);
            case Shape.MapOf(var value) -> collect(value, into);
        }
    }

    private String name(String model, SortedSet<String> groups) {
        var known = facts.definition(model);
        if (known.isPresent()) {
            return known.get();
        }
        var matcher = NAME.matcher(model);
        if (!matcher.matches()) {
            throw new IllegalStateException("no version in the class name " + model);
        }
        var home = facts.homeGroup(model).or(() -> prefixed(matcher.group(1)));
        if (home.isEmpty() && groups.size() > 1 && !groups.contains("")) {
            throw new IllegalStateException(
                    model + " is used by " + groups + ": which is its home?");
        }
        return String.join(
                ".",
                facts.definitionPackage(home.orElseGet(() -> groups.iterator().next())),
                matcher.group(2).toLowerCase(Locale.ROOT),
                matcher.group(3));
    }

    /// The group that a class name such as `CoreV1Event` begins with.
    private Optional<String> prefixed(@Nullable String prefix) {
        if (prefix == null) {
            return Optional.empty();
        }
        var label = prefix.toLowerCase(Locale.ROOT);
        return facts.groups().stream()
                .filter(g -> (g.isEmpty() ? "core" : g.split("\\.", -1)[0]).equals(label))
                .findFirst();
    }
}
