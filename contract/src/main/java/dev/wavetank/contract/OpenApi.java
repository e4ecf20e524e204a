package dev.wavetank.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The OpenAPI v3 documents, one per group and version, as `/openapi/v3` lists them.
final class OpenApi {
    /// The release whose model jar this is; `kubectl` shows it nowhere, but clients may.
    private static final String RELEASE = "v1.36.0";

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern FIRST_WORD = Pattern.compile("^[a-z]+");
    private static final List<String> PATCHES =
            List.of(
                    "application/apply-patch+yaml",
                    "application/json-patch+json",
                    "application/merge-patch+json",
                    "application/strategic-merge-patch+json");

    private final Contract contract;
    private final OpenApiSchemas schemas;

    OpenApi(Contract contract) {
        this.contract = contract;
        this.schemas = new OpenApiSchemas(contract);
    }

    /// The documents by the path they are listed under, such as `apis/apps/v1`.
    SortedMap<String, Map<String, Object>> documents() {
        var calls = new TreeMap<String, List<Operation>>();
        for (var operation : contract.operations()) {
            var path = ServedPath.of(operation.path()).orElseThrow();
            var document =
                    path.group().isEmpty()
                            ? "api/" + path.version()
                            : "apis/" + path.group() + "/" + path.version();
            calls.computeIfAbsent(document, _ -> new ArrayList<>()).add(operation);
        }
        var documents = new TreeMap<String, Map<String, Object>>();
        calls.forEach((name, operations) -> documents.put(name, document(operations)));
        return documents;
    }

    private Map<String, Object> document(List<Operation> operations) {
        var paths = Json.object();
        var models = new TreeSet<String>();
        for (var operation : operations) {
            Definitions.collect(operation.result(), models);
            operation.body().ifPresent(body -> Definitions.collect(body, models));
            var path =
                    Json.asObject(
                            paths.computeIfAbsent(operation.path(), OpenApi::pathWithParameters));
            path.put(operation.method().toLowerCase(Locale.ROOT), call(operation));
        }
        var info = Json.object();
        info.put("title", "Kubernetes");
        info.put("version", RELEASE);
        var components = Json.object();
        components.put("schemas", schemas.of(contract.needed(models)));
        var document = Json.object();
        document.put("openapi", "3.0.0");
        document.put("info", info);
        document.put("paths", paths);
        document.put("components", components);
        return document;
    }

    private static Map<String, Object> pathWithParameters(String path) {
        var item = Json.object();
        var parameters = new ArrayList<Map<String, Object>>();
        var matcher = PATH_PARAMETER.matcher(path);
        while (matcher.find()) {
            var parameter = Json.object();
            parameter.put("name", matcher.group(1));
            parameter.put("in", "path");
            parameter.put("required", true);
            parameter.put("schema", Map.of("type", "string"));
            parameters.add(parameter);
        }
        if (!parameters.isEmpty()) {
            item.put("parameters", parameters);
        }
        return item;
    }

    private Map<String, Object> call(Operation operation) {
        var path = ServedPath.of(operation.path()).orElseThrow();
        var call = Json.object();
        call.put("operationId", operationId(path, operation.id()));
        call.put("tags", List.of(tag(path, "_").toLowerCase(Locale.ROOT)));
        call.put("x-kubernetes-action", action(path, operation));
        call.put(
                "x-kubernetes-group-version-kind",
                contract.resources().target(path, operation).json());
        var parameters = new ArrayList<Map<String, Object>>();
        for (var query : operation.query()) {
            var parameter = Json.object();
            parameter.put("name", query.name());
            parameter.put("in", "query");
            parameter.put("schema", schemas.shape(query.shape()));
            parameters.add(parameter);
        }
        if (!parameters.isEmpty()) {
            call.put("parameters", parameters);
        }
        operation.body().ifPresent(body -> call.put("requestBody", body(operation, body)));
        var ok = Json.object();
        ok.put("description", "OK");
        var types =
                operation.result() instanceof Shape.Ref
                        ? List.of(
                                "application/json",
                                "application/vnd.kubernetes.protobuf",
                                "application/yaml")
                        : List.of("*/*");
        ok.put("content", content(types, schemas.shape(operation.result())));
        var responses = Json.object();
        responses.put("200", ok);
        call.put("responses", responses);
        return call;
    }

    private Map<String, Object> body(Operation operation, Shape shape) {
        var body = Json.object();
        var patch = operation.method().equals("PATCH");
        body.put(
                "content",
                patch
                        ? content(PATCHES, OpenApiSchemas.reference(OpenApiSchemas.PATCH))
                        : content(List.of("*/*"), schemas.shape(shape)));
        if (!operation.method().equals("DELETE")) {
            body.put("required", true);
        }
        return body;
    }

    private static Map<String, Object> content(List<String> types, Map<String, Object> schema) {
        var content = Json.object();
        for (var type : types) {
            content.put(type, Map.of("schema", schema));
        }
        return content;
    }

    private static String action(ServedPath path, Operation operation) {
        if (operation.id().startsWith("connect")) {
            return "connect";
        }
        return switch (operation.method()) {
            case "GET" -> path.item() ? "get" : "list";
            case "DELETE" -> path.item() ? "delete" : "deletecollection";
            case "POST" -> "post";
            case "PUT" -> "put";
            case "PATCH" -> "patch";
            default -> throw new IllegalStateException("no action for " + operation);
        };
    }

    private static String operationId(ServedPath path, String id) {
        var verb = FIRST_WORD.matcher(id);
        if (!verb.find()) {
            throw new IllegalStateException("an operation id without a verb: " + id);
        }
        return verb.group() + tag(path, "") + id.substring(verb.end());
    }

    /// The group and version as upstream's operation ids have them, such as `RbacAuthorizationV1`.
    private static String tag(ServedPath path, String separator) {
        var words = new ArrayList<String>();
        var group = path.group().isEmpty() ? "core" : path.group().replace(".k8s.io", "");
        for (var word : group.split("\\.", -1)) {
            words.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return String.join("", words)
                + separator
                + path.version().substring(0, 1).toUpperCase(Locale.ROOT)
                + path.version().substring(1);
    }
}
