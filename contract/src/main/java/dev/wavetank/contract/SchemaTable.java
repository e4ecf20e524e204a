package dev.wavetank.contract;

import java.util.Map;

/// The compact table from which a server checks types, finds unknown fields, merges and defaults.
final class SchemaTable {
    private final Contract contract;

    SchemaTable(Contract contract) {
        this.contract = contract;
    }

    /// The table, types sorted by name.
    Map<String, Object> json() {
        var types = Json.object();
        contract.definitions().forEach((name, definition) -> types.put(name, type(definition)));
        var json = Json.object();
        json.put("types", types);
        return json;
    }

    private Map<String, Object> type(Definition definition) {
        var fields = Json.object();
        definition.fields().forEach(field -> fields.put(field.name(), field(field)));
        var json = Json.object();
        json.put("fields", fields);
        if (!definition.required().isEmpty()) {
            json.put("required", definition.required());
        }
        if (!definition.kinds().isEmpty()) {
            json.put("gvk", definition.kinds().stream().map(Gvk::json).toList());
        }
        if (definition.atomic()) {
            json.put("atomic", true);
        }
        if (!definition.nestedDefaults().isEmpty()) {
            json.put("nestedDefaults", definition.nestedDefaults());
        }
        return json;
    }

    private Map<String, Object> field(Definition.Field field) {
        var json = shape(field.shape());
        field.merge()
                .ifPresent(merge -> {
                    merge.key().ifPresent(key -> json.put("mergeKey", key));
                    merge.strategy().ifPresent(strategy -> json.put("strategy", strategy));
                    merge.listType()
                            .filter(type -> !type.equals("atomic"))
                            .ifPresent(type -> json.put("listType", type));
                    if (!merge.listKeys().isEmpty()) {
                        json.put("listKeys", merge.listKeys());
                    }
                });
        field.mapType().ifPresent(type -> json.put("mapType", type));
        field.defaultValue().ifPresent(value -> json.put("default", value));
        if (field.pointer()) {
            json.put("pointer", true);
        }
        return json;
    }

    private Map<String, Object> shape(Shape shape) {
        var json = Json.object();
        switch (shape) {
            case Shape.Scalar scalar -> json.put("scalar", scalar.label());
            case Shape.Ref(var model) -> json.put("ref", contract.nameOf(model));
            case Shape.ListOf(var element) -> json.put("list", shape(element));
            case Shape.MapOf(var value) -> json.put("map", shape(value));
        }
        return json;
    }
}
