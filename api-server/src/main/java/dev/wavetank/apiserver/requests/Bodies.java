package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.decoding.Duplicates;
import dev.wavetank.apiserver.protobuf.Protobuf;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Yaml;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads what clients send.
final class Bodies {
    /// Upstream's `MaxRequestBodyBytes`: 3 MiB.
    static final int BYTES_MAX = 3 << 20;

    private Bodies() {}

    static void checkSize(Request request) {
        if (request.body().length > BYTES_MAX) {
            throw new Rejection(
                    Failure.of(
                            "RequestEntityTooLarge",
                            "Request entity too large: limit is " + BYTES_MAX));
        }
    }

    /// {@return the object in the body, which is JSON, YAML or protobuf as its type says}
    ///
    /// @param expected what it should be
    static Json.Obj object(Request request, Type expected, Contract contract) {
        String type = MediaRange.of(request.header("content-type")).type();
        try {
            Json body =
                    switch (type) {
                        // Clients that name no type send JSON.
                        case "", "application/json" -> JsonText.read(request.body());
                        case "application/yaml" ->
                                Yaml.read(new String(request.body(), StandardCharsets.UTF_8));
                        case Protobuf.MEDIA_TYPE ->
                                Protobuf.read(request.body(), expected, contract);
                        default ->
                                throw new Rejection(
                                        Failure.of(
                                                "UnsupportedMediaType",
                                                "the body of the request was in an unknown format -"
                                                        + " accepted media types include:"
                                                        + " application/json, application/yaml, "
                                                        + Protobuf.MEDIA_TYPE));
                    };
            if (body instanceof Json.Obj object) {
                return object;
            }
            throw new Malformed("json: cannot unmarshal " + named(body) + " into an object");
        } catch (Malformed broken) {
            throw new Rejection(
                    Failure.badRequest(
                            "the object provided is unrecognized (must be of type "
                                    + expected.simpleName()
                                    + "): "
                                    + broken.getMessage()));
        }
    }

    /// {@return what strict decoding has against the body, but for fields that nobody knows}
    static List<String> strict(Request request) {
        return switch (MediaRange.of(request.header("content-type")).type()) {
            case "", "application/json" -> Duplicates.inJson(request.body());
            case "application/yaml" -> Duplicates.inYaml(request.body());
            default -> List.of();
        };
    }

    private static String named(Json body) {
        return switch (body) {
            case Json.Null _ -> "null";
            case Json.Bool _ -> "a bool";
            case Json.Num _ -> "a number";
            case Json.Text _ -> "a string";
            case Json.Arr _ -> "an array";
            case Json.Obj _ -> "an object";
        };
    }
}
