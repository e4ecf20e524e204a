package dev.wavetank.scenarios.format;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Yaml;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// The JSON Schema, draft 2020-12, of values of records, for editors: made from the same [Form]
/// that reads them. What fields must be for each other it does not know.
public final class JsonSchema {
    private final TreeMap<String, Json> definitions = new TreeMap<>();

    /// Documents of the cluster and entries that stand for some.
    private final Class<?> entry;

    /// @param entry the record that a list of objects may have instead of an object
    public JsonSchema(Class<?> entry) {
        this.entry = entry;
    }

    /// {@return the schema of this form}
    public Json.Obj of(Form form) {
        return switch (form) {
            case Form.Text _, Form.Expression _, Form.Span _ -> type("string");
            case Form.Whole _ -> type("integer");
            case Form.Truth _ -> type("boolean");
            case Form.Amount _ -> any(List.of(type("string"), type("number")));
            case Form.Choice choice ->
                    Json.Obj.of(
                            "enum",
                            new Json.Arr(
                                    choice.words().stream().<Json>map(Json.Text::new).toList()));
            case Form.Tree _ -> type("object");
            case Form.Documents _ ->
                    type("array").with("items", any(List.of(object(), group(entry))));
            case Form.Many many -> type("array").with("items", of(many.each()));
            case Form.Named named -> type("object").with("additionalProperties", of(named.each()));
            case Form.Group group -> group(group.type());
            case Form.Kinds kinds -> kinds(kinds.type());
            case Form.Alternatives _ -> throw new IllegalArgumentException("these are fields");
        };
    }

    /// {@return the definitions to which schemas refer}
    public Json.Obj definitions() {
        var all = Json.Obj.builder();
        definitions.forEach(all::put);
        return all.build();
    }

    private static Json.Obj type(String type) {
        return Json.Obj.of("type", new Json.Text(type));
    }

    private static Json.Obj any(List<Json> schemas) {
        return Json.Obj.of("anyOf", new Json.Arr(schemas));
    }

    private static Json.Obj object() {
        return type("object")
                .with(
                        "required",
                        new Json.Arr(List.of(new Json.Text("apiVersion"), new Json.Text("kind"))));
    }

    private Json.Obj kinds(Class<?> type) {
        return any(Arrays.stream(type.getPermittedSubclasses()).<Json>map(this::kind).toList());
    }

    private Json.Obj kind(Class<?> type) {
        var properties =
                Json.Obj.builder()
                        .put("apiVersion", type("string"))
                        .put("metadata", type("object"))
                        .put("kind", Json.Obj.of("const", new Json.Text(type.getSimpleName())))
                        .put("spec", group(type));
        return type("object")
                .with("properties", properties.build())
                .with("required", names(List.of("kind", "spec")));
    }

    private static Json.Arr names(List<String> names) {
        return new Json.Arr(names.stream().<Json>map(Json.Text::new).toList());
    }

    private Json.Obj group(Class<?> type) {
        var name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        if (definitions.putIfAbsent(name, Json.NULL) == null) {
            definitions.put(name, fields(type));
        }
        return Json.Obj.of("$ref", new Json.Text("#/$defs/" + name));
    }

    private Json.Obj fields(Class<?> type) {
        var shape = Shape.of(type);
        var properties = Json.Obj.builder();
        for (var field : shape.fields()) {
            var schema = of(field.form()).with("description", field.says());
            properties.put(
                    field.name(),
                    field.otherwise().isEmpty()
                            ? schema
                            : schema.with("default", Yaml.read(field.otherwise())));
        }
        for (var variant : shape.variants()) {
            properties.put(variant.name(), of(variant.form()).with("description", variant.says()));
        }
        var needed = shape.fields().stream().filter(Field::needed).map(Field::name).toList();
        var schema =
                type("object")
                        .with("additionalProperties", new Json.Bool(false))
                        .with("properties", properties.build());
        if (!shape.variants().isEmpty()) {
            var one =
                    shape.variants().stream()
                            .<Json>map(each -> Json.Obj.of("required", names(List.of(each.name()))))
                            .toList();
            schema = schema.with("oneOf", new Json.Arr(one));
        }
        return needed.isEmpty() ? schema : schema.with("required", names(needed));
    }
}
