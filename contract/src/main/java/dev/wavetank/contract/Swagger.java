package dev.wavetank.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The one OpenAPI v2 document, `/openapi/v2`, made from the documents of v3: the same paths and
/// definitions in v2's words.
final class Swagger {
    private static final String COMPONENTS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/definitions/";
    private static final String SCHEMA = "schema";
    private static final String CONTENT = "content";
    private static final String PARAMETERS = "parameters";

    private Swagger() {}

    /// The document that holds what all of these hold.
    static Map<String, Object> of(Iterable<Map<String, Object>> documents) {
        var paths = Json.object();
        var definitions = Json.object();
        var swagger = Json.object();
        for (var document : documents) {
            swagger.put("info", Json.asObject(document.get("info")));
            Json.asObject(document.get("paths"))
                    .forEach((path, item) -> paths.put(path, item(Json.asObject(item))));
            Json.asObject(Json.asObject(document.get("components")).get("schemas"))
                    .forEach((name, schema) ->
                            definitions.computeIfAbsent(name, _ -> schema(Json.asObject(schema))));
        }
        swagger.put("swagger", "2.0");
        swagger.put("paths", paths);
        swagger.put("definitions", definitions);
        return swagger;
    }

    private static Map<String, Object> item(Map<String, Object> v3) {
        var item = Json.object();
        v3.forEach((name, value) ->
                item.put(
                        name,
                        name.equals(PARAMETERS)
                                ? parameters(value)
                                : operation(Json.asObject(value))));
        return item;
    }

    private static Map<String, Object> operation(Map<String, Object> v3) {
        var operation = Json.object();
        var parameters = new ArrayList<>();
        v3.forEach((name, value) -> {
            switch (name) {
                case PARAMETERS -> parameters.addAll(parameters(value));
                case "requestBody" -> {
                    var body = Json.asObject(value);
                    operation.put("consumes", types(body));
                    parameters.add(body(body));
                }
                case "responses" -> {
                    var ok = Json.asObject(Json.asObject(value).get("200"));
                    operation.put("produces", types(ok));
                    operation.put("responses", Map.of("200", response(ok)));
                }
                default -> operation.put(name, value);
            }
        });
        if (!parameters.isEmpty()) {
            operation.put(PARAMETERS, parameters);
        }
        return operation;
    }

    private static List<Object> parameters(Object v3) {
        var parameters = new ArrayList<>();
        for (var each : Json.asArray(v3)) {
            var parameter = Json.object();
            parameter.putAll(Json.asObject(each));
            // What a path or a query holds has no parts, and its type stands beside its name.
            parameter.putAll(schema(Json.asObject(parameter.remove(SCHEMA))));
            parameters.add(parameter);
        }
        return parameters;
    }

    private static Map<String, Object> body(Map<String, Object> v3) {
        var body = Json.object();
        body.put("name", "body");
        body.put("in", "body");
        if (v3.containsKey("required")) {
            body.put("required", true);
        }
        body.put(SCHEMA, content(v3));
        return body;
    }

    private static Map<String, Object> response(Map<String, Object> v3) {
        var response = Json.object();
        response.put("description", v3.getOrDefault("description", ""));
        var schema = content(v3);
        if (!schema.isEmpty()) {
            response.put(SCHEMA, schema);
        }
        return response;
    }

    private static List<String> types(Map<String, Object> v3) {
        return List.copyOf(Json.asObject(v3.get(CONTENT)).keySet());
    }

    /// In v3 each media type has a schema; here all have the same.
    private static Map<String, Object> content(Map<String, Object> v3) {
        var any = Json.asObject(v3.get(CONTENT)).values().iterator().next();
        return schema(Json.asObject(Json.asObject(any).get(SCHEMA)));
    }

    private static Map<String, Object> schema(Map<String, Object> v3) {
        var schema = Json.object();
        v3.forEach((name, value) -> {
            switch (name) {
                case "$ref" -> schema.put(name, ((String) value).replace(COMPONENTS, DEFINITIONS));
                // A reference with siblings, which v2 need not wrap.
                case "allOf" ->
                        schema.putAll(schema(Json.asObject(Json.asArray(value).getFirst())));
                // One of a string and a number; v2 knows no choice, and clients take strings.
                case "oneOf" -> schema.put("type", "string");
                case "items", "additionalProperties" ->
                        schema.put(name, schema(Json.asObject(value)));
                case "properties" -> {
                    var properties = Json.object();
                    Json.asObject(value)
                            .forEach((field, each) ->
                                    properties.put(field, schema(Json.asObject(each))));
                    schema.put(name, properties);
                }
                default -> schema.put(name, value);
            }
        });
        return schema;
    }
}
