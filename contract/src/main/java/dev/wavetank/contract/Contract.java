package dev.wavetank.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The whole contract in one value: the served calls, the resources they make, and the definitions
/// they use. A fact about something that does not exist is an error, so facts cannot rot.
final class Contract {
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    private final Facts facts;
    private final Definitions names;
    private final List<Operation> operations;
    private final ResourceTable resources;
    private final SortedMap<String, Definition> definitions = new TreeMap<>();

    private Contract(ModelJar jar, Facts facts) {
        this.facts = facts;
        operations =
                jar.operations().stream()
                        .filter(call ->
                                ServedPath.of(call.path())
                                        .filter(p -> ResourceTable.isServed(p.version()))
                                        .isPresent())
                        .toList();
        names = new Definitions(jar, facts, operations);
        resources = new ResourceTable(facts, names, operations);
        names.names()
                .forEach((model, name) -> definitions.put(name, define(jar.model(model), name)));
        requireFactsHit();
    }

    /// Reads the jar on the class path and the facts.
    static Contract read() {
        return new Contract(ModelJar.read(), new Facts());
    }

    /// The served calls, sorted by path and method.
    List<Operation> operations() {
        return operations;
    }

    ResourceTable resources() {
        return resources;
    }

    /// All definitions by name.
    SortedMap<String, Definition> definitions() {
        return definitions;
    }

    /// The numbers that the fields of a message have, by name, where no published descriptor tells
    /// them; empty for all others.
    Map<String, Integer> numbers(String definition) {
        return facts.numbers.getOrDefault(definition, new TreeMap<>());
    }

    /// The definition name of a model.
    String nameOf(String model) {
        return names.of(model);
    }

    /// The names of all definitions that the given models need, their own included.
    SortedSet<String> needed(SortedSet<String> models) {
        var needed = new TreeSet<String>();
        names.reachable(models).forEach(model -> needed.add(names.of(model)));
        return needed;
    }

    private Definition define(Model model, String name) {
        var defaults = facts.defaults.getOrDefault(name, Map.of());
        var fields = new ArrayList<Definition.Field>();
        for (var field : model.fields()) {
            var path = name + "." + field.name();
            var shape = facts.microTimes.contains(path) ? Shape.Scalar.MICRO_TIME : field.shape();
            var itemsOfList = name.endsWith("List") && field.name().equals("items");
            var merge = Optional.ofNullable(facts.merges.get(path));
            if (merge.isEmpty() && shape instanceof Shape.ListOf && !itemsOfList) {
                merge = Optional.of(Facts.Merge.ATOMIC);
            }
            fields.add(
                    new Definition.Field(
                            field.name(),
                            shape,
                            field.description(),
                            field.required(),
                            facts.freeObjects.contains(path),
                            merge,
                            Optional.ofNullable(facts.mapTypes.get(path)),
                            Optional.ofNullable(defaults.get(field.name())),
                            facts.pointers.contains(path)));
        }
        var nested = new TreeMap<>(defaults);
        nested.keySet().removeIf(path -> !path.contains("."));
        return new Definition(
                name,
                model.description(),
                fields,
                kinds(model, name),
                facts.atomicTypes.contains(name),
                nested);
    }

    private List<Gvk> kinds(Model model, String name) {
        var kind = Definitions.kind(model.name());
        if (name.equals(META + "DeleteOptions")) {
            var everywhere = new TreeSet<Gvk>();
            for (var call : operations) {
                var path = ServedPath.of(call.path()).orElseThrow();
                everywhere.add(new Gvk(path.group(), path.version(), kind));
            }
            return List.copyOf(everywhere);
        }
        if (!model.isKind()
                || model.fields().stream().noneMatch(f -> f.name().equals("metadata"))) {
            return List.of();
        }
        return name.equals(META + "Status")
                ? List.of(new Gvk("", "v1", kind))
                : List.of(resources.gvk(model.name()));
    }

    private void requireFactsHit() {
        var unknown = new TreeSet<String>();
        unknown.addAll(facts.merges.keySet());
        unknown.addAll(facts.mapTypes.keySet());
        unknown.addAll(facts.microTimes);
        unknown.addAll(facts.freeObjects);
        unknown.addAll(facts.pointers);
        facts.defaults.forEach((type, fields) ->
                fields.keySet().forEach(f -> unknown.add(type + "." + f.split("\\.", -1)[0])));
        unknown.addAll(facts.atomicTypes);
        facts.numbers.forEach((type, fields) ->
                fields.keySet().forEach(field -> unknown.add(type + "." + field)));
        definitions.forEach((name, definition) -> {
            unknown.remove(name);
            definition.fields().forEach(field -> unknown.remove(name + "." + field.name()));
        });
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("facts about what the API does not have: " + unknown);
        }
    }
}
