package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.core.Writes;
import dev.wavetank.apiserver.discovery.AggregatedDiscovery;
import dev.wavetank.apiserver.discovery.Discovery;
import dev.wavetank.apiserver.discovery.Version;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeMap;

/// Answers GET of what the server says of itself.
final class ServerDocuments {
    private final Contract contract;
    private final Health health;
    private final Discovery discovery;
    private final AggregatedDiscovery aggregated;
    private final OpenApiV2 openApiV2;

    /// Made when first asked for; they never change.
    private final TreeMap<String, byte[]> made = new TreeMap<>();

    ServerDocuments(Contract contract, Writes writes) {
        health = new Health(writes);
        this.contract = contract;
        discovery = new Discovery(contract);
        aggregated = new AggregatedDiscovery(contract);
        openApiV2 = new OpenApiV2(contract);
    }

    /// {@return whether somebody unknown may see this path}
    static boolean open(String path) {
        return path.equals("/version") || Health.isRoot(path);
    }

    /// {@return the document at this path, or null when there is none}
    @Nullable Response get(Request request) {
        String path = request.path();
        if (Health.isAt(path)) {
            return health.answer(request);
        }
        return switch (path) {
            case "/" -> Answers.json(200, paths());
            case "/version" -> Answers.json(200, Version.json());
            case "/api" -> resources(request, true);
            case "/apis" -> resources(request, false);
            case "/openapi/v2" -> openApiV2.answer(request);
            case "/openapi/v3" -> openApi(contract.openApiIndex(), "no-cache, private");
            default -> below(path);
        };
    }

    private @Nullable Response below(String path) {
        if (path.startsWith("/openapi/v3/")) {
            byte[] document = contract.openApi(path.substring("/openapi/v3/".length()));
            // The address carries the document's hash, so it never changes.
            return document == null
                    ? null
                    : openApi(document, "public, immutable, max-age=31536000");
        }
        String[] steps = path.split("/", -1);
        Json.Obj document = null;
        if (steps[1].equals("api") && steps.length == 3) {
            document = discovery.version(steps[2]);
        } else if (steps[1].equals("apis") && steps.length == 3) {
            document = discovery.group(steps[2]);
        } else if (steps[1].equals("apis") && steps.length == 4) {
            document = discovery.version(steps[2] + "/" + steps[3]);
        }
        return document == null ? null : Answers.json(200, document);
    }

    private static Response openApi(byte[] document, String caching) {
        return Answers.with(
                Answers.bytes(200, "application/json", document), "cache-control", caching);
    }

    private Response resources(Request request, boolean core) {
        for (var range : MediaRange.all(request.header("accept"))) {
            String version = range.parameter("v");
            if (range.parameter("as").equals("APIGroupDiscoveryList")
                    && (version.equals("v2") || version.equals("v2beta1"))) {
                byte[] document =
                        made.computeIfAbsent(
                                version + core,
                                _ -> JsonText.bytes(aggregated.document(core, version)));
                return Answers.bytes(
                        200,
                        "application/json;g=apidiscovery.k8s.io;v="
                                + version
                                + ";as=APIGroupDiscoveryList",
                        document);
            }
        }
        return Answers.json(200, core ? discovery.api() : discovery.apis());
    }

    private static Json.Obj paths() {
        var paths =
                List.of(
                        "/api",
                        "/apis",
                        "/healthz",
                        "/livez",
                        "/metrics",
                        "/openapi/v2",
                        "/openapi/v3",
                        "/readyz",
                        "/version");
        return Json.Obj.of(
                "paths", new Json.Arr(paths.stream().<Json>map(Json.Text::new).toList()));
    }
}
