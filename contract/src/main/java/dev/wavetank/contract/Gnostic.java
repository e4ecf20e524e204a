package dev.wavetank.contract;

import com.google.protobuf.CodedOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Writes the OpenAPI v2 document in the one format in which Go clients read it: the protobuf
/// messages of gnostic (`openapiv2/OpenAPIv2.proto`), whose field numbers these are.
final class Gnostic {
    private Gnostic() {}

    /// Fills one message.
    @FunctionalInterface
    private interface Content {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    /// The message `Document`.
    static byte[] document(Map<String, Object> swagger) {
        var info = Json.asObject(swagger.get("info"));
        return message(out -> {
            text(out, 1, swagger, "swagger");
            out.writeByteArray(
                    2,
                    message(i -> {
                        text(i, 1, info, "title");
                        text(i, 2, info, "version");
                    }));
            out.writeByteArray(8, named(2, Json.asObject(swagger.get("paths")), Gnostic::pathItem));
            out.writeByteArray(
                    9, named(1, Json.asObject(swagger.get("definitions")), Gnostic::schema));
        });
    }

    /// How a value of a map is written.
    @FunctionalInterface
    private interface Element {
        byte[] bytes(Map<String, Object> value);
    }

    /// A message that holds a map: a repeated message of a name and a value.
    private static byte[] named(int field, Map<String, Object> values, Element element) {
        return message(out -> {
            for (var each : values.entrySet()) {
                out.writeByteArray(
                        field,
                        message(entry -> {
                            entry.writeString(1, each.getKey());
                            entry.writeByteArray(2, element.bytes(Json.asObject(each.getValue())));
                        }));
            }
        });
    }

    private static byte[] pathItem(Map<String, Object> item) {
        return message(out -> {
            for (var each : item.entrySet()) {
                switch (each.getKey()) {
                    case "get" -> operation(out, 2, each.getValue());
                    case "put" -> operation(out, 3, each.getValue());
                    case "post" -> operation(out, 4, each.getValue());
                    case "delete" -> operation(out, 5, each.getValue());
                    case "options" -> operation(out, 6, each.getValue());
                    case "head" -> operation(out, 7, each.getValue());
                    case "patch" -> operation(out, 8, each.getValue());
                    case "parameters" -> parameters(out, 9, each.getValue());
                    default -> throw new IllegalStateException("a path's " + each.getKey());
                }
            }
        });
    }

    private static void operation(CodedOutputStream to, int field, Object value)
            throws IOException {
        var operation = Json.asObject(value);
        to.writeByteArray(
                field,
                message(out -> {
                    texts(out, 1, operation, "tags");
                    text(out, 5, operation, "operationId");
                    texts(out, 6, operation, "produces");
                    texts(out, 7, operation, "consumes");
                    parameters(out, 8, operation.getOrDefault("parameters", List.of()));
                    out.writeByteArray(
                            9,
                            named(
                                    1,
                                    Json.asObject(operation.get("responses")),
                                    response ->
                                            message(r -> r.writeByteArray(1, response(response)))));
                    extensions(out, 13, operation);
                }));
    }

    private static byte[] response(Map<String, Object> response) {
        return message(out -> {
            text(out, 1, response, "description");
            if (response.get("schema") instanceof Map<?, ?> schema) {
                out.writeByteArray(
                        2, message(item -> item.writeByteArray(1, schema(Json.asObject(schema)))));
            }
        });
    }

    /// A parameter is wrapped in choices: of a reference, of a body, of where it stands.
    private static void parameters(CodedOutputStream to, int field, Object values)
            throws IOException {
        for (var value : Json.asArray(values)) {
            var parameter = Json.asObject(value);
            var in = String.valueOf(parameter.get("in"));
            to.writeByteArray(
                    field,
                    message(item ->
                            item.writeByteArray(
                                    1,
                                    message(choice -> {
                                        if (in.equals("body")) {
                                            choice.writeByteArray(1, body(parameter));
                                        } else {
                                            choice.writeByteArray(2, elsewhere(parameter, in));
                                        }
                                    }))));
        }
    }

    private static byte[] body(Map<String, Object> parameter) {
        return message(out -> {
            text(out, 2, parameter, "name");
            text(out, 3, parameter, "in");
            flag(out, 4, parameter, "required");
            out.writeByteArray(5, schema(Json.asObject(parameter.get("schema"))));
        });
    }

    private static byte[] elsewhere(Map<String, Object> parameter, String in) {
        return switch (in) {
            case "query" -> message(out -> out.writeByteArray(3, simple(parameter, 6)));
            case "path" -> message(out -> out.writeByteArray(4, simple(parameter, 5)));
            default -> throw new IllegalStateException("a parameter in " + in);
        };
    }

    /// @param type the number of the parameter's type; its format has the next
    private static byte[] simple(Map<String, Object> parameter, int type) {
        return message(out -> {
            flag(out, 1, parameter, "required");
            text(out, 2, parameter, "in");
            text(out, 3, parameter, "description");
            text(out, 4, parameter, "name");
            text(out, type, parameter, "type");
            text(out, type + 1, parameter, "format");
        });
    }

    private static byte[] schema(Map<String, Object> schema) {
        return message(out -> {
            text(out, 1, schema, "$ref");
            text(out, 2, schema, "format");
            text(out, 4, schema, "description");
            if (schema.containsKey("default")) {
                out.writeByteArray(5, any(schema.get("default")));
            }
            texts(out, 19, schema, "required");
            if (schema.get("additionalProperties") instanceof Map<?, ?> values) {
                out.writeByteArray(
                        21, message(item -> item.writeByteArray(1, schema(Json.asObject(values)))));
            }
            if (schema.get("type") instanceof String type) {
                out.writeByteArray(22, message(item -> item.writeString(1, type)));
            }
            if (schema.get("items") instanceof Map<?, ?> items) {
                out.writeByteArray(
                        23, message(item -> item.writeByteArray(1, schema(Json.asObject(items)))));
            }
            if (schema.get("properties") instanceof Map<?, ?> properties) {
                out.writeByteArray(25, named(1, Json.asObject(properties), Gnostic::schema));
            }
            extensions(out, 31, schema);
        });
    }

    private static void extensions(CodedOutputStream out, int field, Map<String, Object> of)
            throws IOException {
        for (var each : of.entrySet()) {
            if (each.getKey().startsWith("x-")) {
                out.writeByteArray(
                        field,
                        message(entry -> {
                            entry.writeString(1, each.getKey());
                            entry.writeByteArray(2, any(each.getValue()));
                        }));
            }
        }
    }

    /// Anything, as YAML; JSON is YAML.
    private static byte[] any(Object value) {
        return message(out -> out.writeByteArray(2, Json.bytes(value)));
    }

    private static void text(CodedOutputStream out, int field, Map<String, Object> of, String name)
            throws IOException {
        if (of.get(name) instanceof String text) {
            out.writeString(field, text);
        }
    }

    private static void texts(CodedOutputStream out, int field, Map<String, Object> of, String name)
            throws IOException {
        if (of.containsKey(name)) {
            for (var text : Json.asStrings(of.get(name))) {
                out.writeString(field, text);
            }
        }
    }

    private static void flag(CodedOutputStream out, int field, Map<String, Object> of, String name)
            throws IOException {
        if (of.get(name) instanceof Boolean flag) {
            out.writeBool(field, flag);
        }
    }

    private static byte[] message(Content content) {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            content.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
