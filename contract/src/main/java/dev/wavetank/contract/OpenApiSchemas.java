package dev.wavetank.contract;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/// Definitions as OpenAPI v3 schemas, with the extensions that clients read: kinds, merge keys and
/// list types.
final class OpenApiSchemas {
    /// The body of a PATCH.
    static final String PATCH = "io.k8s.apimachinery.pkg.apis.meta.v1.Patch";

    private static final String TIME = "io.k8s.apimachinery.pkg.apis.meta.v1.Time";
    private static final String MICRO_TIME = "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime";
    private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    private static final String INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";

    private final Contract contract;

    OpenApiSchemas(Contract contract) {
        this.contract = contract;
    }

    /// The schemas of those definitions and of the scalars that have a name of their own.
    Map<String, Object> of(SortedSet<String> definitions) {
        var schemas = Json.object();
        for (var name : definitions) {
            var definition = contract.definitions().get(name);
            if (definition == null) {
                throw new IllegalStateException("no definition " + name);
            }
            schemas.put(name, schema(definition));
        }
        var time = typed("string", "date-time");
        time.put("description", "A time to the second, as RFC 3339 writes it.");
        schemas.put(TIME, time);
        var micro = typed("string", "date-time");
        micro.put("description", "A time to the microsecond, as RFC 3339 writes it.");
        schemas.put(MICRO_TIME, micro);
        var quantity = Json.object();
        quantity.put("oneOf", List.of(Map.of("type", "string"), Map.of("type", "number")));
        quantity.put(
                "description",
                "A fixed-point number with an optional suffix, such as 100m, 1.5, 2Gi or 1e3.");
        schemas.put(QUANTITY, quantity);
        var intOrString = Json.object();
        intOrString.put("oneOf", List.of(Map.of("type", "integer"), Map.of("type", "string")));
        intOrString.put("format", "int-or-string");
        intOrString.put("description", "A whole number, or a string such as a name or 25%.");
        schemas.put(INT_OR_STRING, intOrString);
        var patch = Json.object();
        patch.put("type", "object");
        patch.put("description", "A patch in the format that the request's content type names.");
        schemas.put(PATCH, patch);
        return schemas;
    }

    /// The schema of a value.
    Map<String, Object> shape(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> scalar(scalar);
            case Shape.Ref(var model) -> reference(contract.nameOf(model));
            case Shape.ListOf(var element) -> {
                var list = typed("array");
                list.put("items", shape(element));
                yield list;
            }
            case Shape.MapOf(var value) -> {
                var map = typed("object");
                map.put("additionalProperties", shape(value));
                yield map;
            }
        };
    }

    /// A reference to a definition of the same document.
    static Map<String, Object> reference(String definition) {
        var reference = Json.object();
        reference.put("$ref", "#/components/schemas/" + definition);
        return reference;
    }

    private Map<String, Object> schema(Definition definition) {
        var schema = typed("object");
        if (!definition.description().isEmpty()) {
            schema.put("description", definition.description());
        }
        var properties = Json.object();
        definition.fields().forEach(field -> properties.put(field.name(), property(field)));
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        if (!definition.required().isEmpty()) {
            schema.put("required", definition.required());
        }
        if (!definition.kinds().isEmpty()) {
            schema.put(
                    "x-kubernetes-group-version-kind",
                    definition.kinds().stream().map(Gvk::json).toList());
        }
        if (definition.atomic()) {
            schema.put("x-kubernetes-map-type", "atomic");
        }
        return schema;
    }

    private Map<String, Object> property(Definition.Field field) {
        var property = field.freeObject() ? typed("object") : shape(field.shape());
        var extras = Json.object();
        if (!field.description().isEmpty()) {
            extras.put("description", field.description());
        }
        field.merge()
                .ifPresent(merge -> {
                    merge.key().ifPresent(k -> extras.put("x-kubernetes-patch-merge-key", k));
                    merge.strategy().ifPresent(s -> extras.put("x-kubernetes-patch-strategy", s));
                    merge.listType().ifPresent(t -> extras.put("x-kubernetes-list-type", t));
                    if (!merge.listKeys().isEmpty()) {
                        extras.put("x-kubernetes-list-map-keys", merge.listKeys());
                    }
                });
        field.mapType().ifPresent(type -> extras.put("x-kubernetes-map-type", type));
        if (property.containsKey("$ref") && !extras.isEmpty()) {
            // Nothing may stand next to a $ref, so it is wrapped, as upstream does.
            var wrapped = Json.object();
            wrapped.put("allOf", List.of(property));
            property = wrapped;
        }
        property.putAll(extras);
        return property;
    }

    private static Map<String, Object> scalar(Shape.Scalar scalar) {
        return switch (scalar) {
            case ANY -> Json.object();
            case BOOLEAN -> typed("boolean");
            case BYTE -> typed("string", "byte");
            case DATE_TIME -> reference(TIME);
            case DOUBLE -> typed("number", "double");
            case INT32 -> typed("integer", "int32");
            case INT64 -> typed("integer", "int64");
            case INT_OR_STRING -> reference(INT_OR_STRING);
            case MICRO_TIME -> reference(MICRO_TIME);
            case QUANTITY -> reference(QUANTITY);
            case STRING -> typed("string");
        };
    }

    private static Map<String, Object> typed(String type) {
        var schema = Json.object();
        schema.put("type", type);
        return schema;
    }

    private static Map<String, Object> typed(String type, String format) {
        var schema = typed(type);
        schema.put("format", format);
        return schema;
    }
}
